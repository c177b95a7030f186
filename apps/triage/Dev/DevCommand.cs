using System.CommandLine;
using Basecamp.Triage.Access;
using Basecamp.Triage.Cli;
using Basecamp.Triage.Database;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Settings;

namespace Basecamp.Triage.Dev;

/// <summary>Everything on one machine, to try it out: database, demo team, sign-in, an ingest key. Loopback only.</summary>
static class DevCommand
{
    const string Login = "anna";

    public static Command Create(Option<string?> database)
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1.", DefaultValueFactory = _ => 8080 };
        var dev = new Command("dev", "Try it out: starts a PostgreSQL of its own unless --database is given, with a demo team.") { port };
        dev.SetAction((parse, ct) => Run(parse.GetValue(database), parse.GetValue(port), ct));
        return dev;
    }

    static async Task<int> Run(string? database, int port, CancellationToken ct)
    {
        PrivatePostgres? postgres = null;
        try
        {
            if (database is null)
            {
                Console.WriteLine("Starting a private PostgreSQL …");
                postgres = await PrivatePostgres.Start();
            }
            var connection = database is null ? postgres!.ConnectionString : ConnectionStrings.Normalize(database);
            // Not on the command line: other users of the machine can read that.
            Environment.SetEnvironmentVariable("Triage__Database", connection);
            var url = $"http://127.0.0.1:{port}";
            await using var app = TriageApp.Build(["--urls", url, $"--Triage:PublicUrl={url}", "--Triage:DrainDelay=00:00:00"], builder =>
                builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Basecamp.Triage.Channels", LogLevel.Information)
                    .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
            await Startup.Prepare(app.Services, ct);
            await Seed(app.Services, url, ct);
            await app.RunAsync(ct);
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or Npgsql.NpgsqlException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        finally
        {
            if (postgres is not null)
                await postgres.DisposeAsync();
        }
    }

    static async Task Seed(IServiceProvider services, string url, CancellationToken ct)
    {
        var store = services.GetRequiredService<ConfigStore>();
        if (await store.Current(ct) is null)
        {
            using var reader = new StreamReader(typeof(DevCommand).Assembly.GetManifestResourceStream("demo.yaml")!);
            await store.Apply(await reader.ReadToEndAsync(ct), "demo", ct);
        }
        var password = Tokens.Create()[Tokens.Prefix.Length..][..16];
        await new UserAdmin(services.GetRequiredService<Db>()).Set(Login, null, "admin", password, ct);
        var (key, error) = await services.GetRequiredService<KeyAdmin>().Create(
            $"demo-{Guid.NewGuid().ToString("N")[..8]}", Scopes.Ingest, "web-shop", "group", ct);
        if (key is null)
            throw new InvalidOperationException(error);
        const string Alert = """
            {"version":"4","groupKey":"demo","status":"firing","alerts":[{"status":"firing",
                "labels":{"alertname":"CheckoutDown","severity":"critical"},"annotations":{"summary":"no orders for 5 minutes"}}]}
            """;
        Console.WriteLine($"""

            triage runs at {url}
              sign in   {Login} / {password}
              fire      curl -H 'Authorization: Bearer {key.Token}' -H 'Content-Type: application/json' {url}/api/v1/alertmanager -d '{Alert}'
              stop      Ctrl-C

            """);
    }
}
