using System.ComponentModel;
using System.Diagnostics;

namespace Basecamp.Cli.Tests;

/// <summary>Starts processes and waits for them.</summary>
static class RealProcess
{
    const int TextFileBusy = 26;

    /// <summary>The repository these tests were built in.</summary>
    public static string RepositoryRoot { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Runs it to its end.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="input">What it can read, when its standard input is redirected.</param>
    public static async Task<(int Code, string Output, string Error)> RunAsync(ProcessStartInfo start, string input = "")
    {
        using var process = await StartAsync(start);
        if (start.RedirectStandardInput)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    // A file that was just written cannot be started while a process that another test forked meanwhile still has it open.
    static async Task<Process> StartAsync(ProcessStartInfo start)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return Process.Start(start)!;
            }
            catch (Win32Exception exception) when (exception.NativeErrorCode == TextFileBusy && tries < 100)
            {
                await Task.Delay(20);
            }
        }
    }

    static string Find(string directory) => File.Exists(Path.Combine(directory, "Basecamp.slnx"))
        ? directory
        : Find(Path.GetDirectoryName(directory.TrimEnd(Path.DirectorySeparatorChar))
            ?? throw new InvalidOperationException("Basecamp.slnx is in no directory above the tests."));
}
