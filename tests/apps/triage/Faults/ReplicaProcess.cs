using System.Diagnostics;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Faults;

/// <summary>A real replica: a process of its own with the engine running, that may kill itself at a seam.</summary>
sealed class ReplicaProcess : IDisposable
{
    readonly Process process;

    ReplicaProcess(Process process, string url) => (this.process, Url) = (process, url);

    /// <summary>Empty when it killed itself before it was ready.</summary>
    public string Url { get; }

    public bool Alive => !process.HasExited;

    /// <param name="database">Shared with other replicas.</param>
    /// <param name="seam">Where it kills itself; none by default.</param>
    /// <param name="hits">At which passing of the seam.</param>
    /// <param name="environment">More variables.</param>
    public static async Task<ReplicaProcess> Start(TestDatabase database, string seam = "none", int hits = 1,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
            [
                typeof(ReplicaProcess).Assembly.Location, seam, hits.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "--urls", "http://127.0.0.1:0", "--Triage:Engine:PollInterval=00:00:00.1", "--Triage:DrainDelay=00:00:00.5",
                "--Logging:LogLevel:Default=None",
            ])
            start.ArgumentList.Add(argument);
        // The password does not belong on a command line.
        start.Environment["Triage__Database"] = database.ConnectionString;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string? line;
        do
            line = await process.StandardOutput.ReadLineAsync();
        while (line is not null && !line.StartsWith("ready ", StringComparison.Ordinal));
        _ = process.StandardOutput.ReadToEndAsync();
        return new(process, line?["ready ".Length..] ?? "");
    }

    /// <summary>SIGKILL: nothing is cleaned up.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: an orderly end.</summary>
    public async Task Terminate()
    {
        process.Terminate();
        await process.WaitForExitAsync();
    }

    public async Task WaitForEnd() => await process.WaitForExitAsync();

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
