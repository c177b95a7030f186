using System.Diagnostics;

namespace Basecamp.Cli.Tests;

/// <summary>Starts processes and waits for them.</summary>
static class RealProcess
{
    /// <summary>The repository these tests were built in.</summary>
    public static string RepositoryRoot { get; } = Find(AppContext.BaseDirectory);

    public static async Task<(int Code, string Output, string Error)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    static string Find(string directory) => File.Exists(Path.Combine(directory, "Basecamp.slnx"))
        ? directory
        : Find(Path.GetDirectoryName(directory.TrimEnd(Path.DirectorySeparatorChar))
            ?? throw new InvalidOperationException("Basecamp.slnx is in no directory above the tests."));
}
