using Basecamp.Triage.Hosting;

namespace Basecamp.Triage.Cli;

/// <summary>Runs the service until it is told to stop.</summary>
static class Service
{
    public static async Task<int> Run(IReadOnlyList<string> settings, string? database, CancellationToken ct)
    {
        string[] args = database is null ? [.. settings] : [.. settings, $"--Triage:Database={ConnectionStrings.Normalize(database)}"];
        await using var app = TriageApp.Build(args);
        try
        {
            await Startup.Prepare(app.Services, ct);
        }
        catch (Exception e) when (e is Settings.ConfigException or InvalidOperationException or IOException or Npgsql.NpgsqlException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        await app.RunAsync(ct);
        return 0;
    }
}
