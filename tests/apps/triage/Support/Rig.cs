using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Basecamp.Triage.Access;
using Basecamp.Triage.Channels;
using Basecamp.Triage.Engine;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Metrics;
using Basecamp.Triage.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Basecamp.Triage.Tests.Support;

/// <summary>
/// The real service on a real port and database. Its engine does not run by itself: <see cref="Tick"/> does one round of
/// everything, so that with the settable clock hours of escalation take milliseconds and nothing depends on timing.
/// </summary>
sealed class Rig : IAsyncDisposable
{
    readonly WebApplication app;
    readonly CancellationTokenSource stop = new();
    readonly bool ownsDatabase;
    Task marking = Task.CompletedTask;

    Rig(TestDatabase database, PageSink sink, WebApplication app, bool ownsDatabase)
    {
        (Database, Sink, this.app, this.ownsDatabase) = (database, sink, app, ownsDatabase);
    }

    public TestDatabase Database { get; }

    public PageSink Sink { get; }

    public IServiceProvider Services => app.Services;

    public string Url => app.Urls.Single();

    /// <summary>Token of an ingest key of service "web".</summary>
    public string IngestToken { get; private set; } = "";

    /// <param name="yaml">Configuration; null is the usual team.</param>
    /// <param name="engine">True runs the engine as in production.</param>
    /// <param name="settings">More settings, name=value without the leading dashes.</param>
    /// <param name="sharing">Another rig whose database this one uses too, as a second replica.</param>
    /// <param name="log">Gets everything that is logged, down to the statements; lock it to read it.</param>
    public static async Task<Rig> Start(string? yaml = null, bool engine = false, string[]? settings = null, Rig? sharing = null,
        StringBuilder? log = null)
    {
        var database = sharing?.Database ?? await TestDatabase.Create();
        var sink = sharing?.Sink ?? await PageSink.Start();
        var app = TriageApp.Build(
            [
                "--urls", "http://127.0.0.1:0", $"--Triage:Database={database.ConnectionString}", "--Triage:DrainDelay=00:00:00",
                $"--Triage:Engine:Enabled={engine}", "--Triage:Engine:PollInterval=00:00:00.1",
                .. (settings ?? []).Select(s => "--" + s),
            ], builder => builder.Logging.SetMinimumLevel(log is null ? LogLevel.Critical : LogLevel.Trace)
                .AddFilter<ConsoleLoggerProvider>(null, LogLevel.Critical));
        if (log is not null)
            app.Services.GetRequiredService<ILoggerFactory>().AddProvider(new LogText(log));
        var rig = new Rig(database, sink, app, sharing is null);
        await Startup.Prepare(app.Services, default);
        if (sharing is null)
            await app.Services.GetRequiredService<ConfigStore>().Apply(yaml ?? Team.Yaml(sink.Url), "test", default);
        rig.IngestToken = sharing?.IngestToken ?? await rig.CreateKey("ingest", Scopes.Ingest, "web");
        await app.StartAsync();
        if (!engine)
            rig.marking = rig.Get<PageMarker>().WriteSent(rig.Get<ReplicaName>().Value, rig.stop.Token);
        return rig;
    }

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public async Task<string> CreateKey(string name, string scope, string? service = null, string grouping = "group")
    {
        var (key, error) = await Get<KeyAdmin>().Create(name, scope, service, grouping, default);
        return key?.Token ?? throw new InvalidOperationException(error);
    }

    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(Url) };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public Task<HttpClient> ClientFor(string scope) => ClientForKey(scope, scope);

    async Task<HttpClient> ClientForKey(string name, string scope) => Client(await CreateKey($"{name}-{Guid.NewGuid():N}", scope));

    /// <summary>Fires one alert of a group.</summary>
    public async Task<long?> Fire(string group, string severity = "critical", string status = "firing", string fingerprint = "f1")
    {
        using var client = Client(IngestToken);
        using var answer = await client.PostAsJsonAsync("/api/v1/alertmanager", Alerts.Payload(group, [Alerts.One(fingerprint, status,
            severity)]));
        answer.EnsureSuccessStatusCode();
        var results = (await answer.Content.ReadFromJsonAsync<Alerts.Answer>())!.Results;
        return results.Count == 0 ? null : results[0].Incident;
    }

    /// <summary>Everything the engine does in one round; repeated until nothing is left to do at this moment.</summary>
    public async Task Tick()
    {
        for (var round = 0; round < 50; round++)
        {
            var done = await Get<Wakeups>().EndQuiet(default) + await Get<Wakeups>().EndMaintenance(default) +
                await Get<HeartbeatExpiry>().Expire(default) + await Get<Planner>().PlanDue(default) +
                await Get<PageClaim>().ReclaimExpired(default) + await Send();
            if (done == 0)
                return;
        }
        throw new InvalidOperationException("The engine does not come to rest: something is due again at once.");
    }

    /// <summary>Claims and sends what is due, and waits until it is recorded.</summary>
    public async Task<int> Send()
    {
        var sent = 0;
        foreach (var channel in app.Services.GetServices<IPageChannel>())
        {
            using var sender = new Sender(channel, Get<PageClaim>(), Get<PageMarker>(), Get<TriageMetrics>(), Get<EngineSeams>(),
                Get<ReplicaName>(), NullLogger<Sender>.Instance);
            sent += await sender.SendDue(default, default);
            await sender.Drain(default);
        }
        return sent;
    }

    /// <summary>Moves the clock, then ticks.</summary>
    public async Task Pass(TimeSpan time)
    {
        await Database.Advance(time);
        await Tick();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await marking.ContinueWith(_ => { }, TaskScheduler.Default);
        await app.StopAsync();
        await app.DisposeAsync();
        stop.Dispose();
        if (!ownsDatabase)
            return;
        await Sink.DisposeAsync();
        await Database.DisposeAsync();
    }
}
