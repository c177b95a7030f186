using System.Net.Http.Headers;
using Basecamp.Triage.Access;
using Basecamp.Triage.Dev;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Settings;
using Basecamp.Triage.Tests.Support;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Basecamp.Triage.Tests.Faults;

/// <summary>The service with its engine running, on a PostgreSQL that may be stopped.</summary>
sealed class OutageApp : IAsyncDisposable
{
    readonly WebApplication app;
    readonly PrivatePostgres server;
    readonly string token;

    OutageApp(WebApplication app, PrivatePostgres server, string token) => (this.app, this.server, this.token) = (app, server, token);

    public static async Task<OutageApp> Start(PrivatePostgres server, PageSink sink)
    {
        var app = TriageApp.Build(
            ["--urls", "http://127.0.0.1:0", $"--Triage:Database={server.ConnectionString}", "--Triage:DrainDelay=00:00:00", "--Triage:Engine:PollInterval=00:00:00.1"],
            builder => builder.Logging.SetMinimumLevel(LogLevel.None));
        await Startup.Prepare(app.Services, default);
        await app.Services.GetRequiredService<ConfigStore>().Apply(Team.Yaml(sink.Url), "test", default);
        var (key, _) = await app.Services.GetRequiredService<KeyAdmin>().Create("ingest", Scopes.Ingest, "web", "group", default);
        await app.StartAsync();
        return new(app, server, key!.Token);
    }

    public HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = new(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task<long> Count(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
