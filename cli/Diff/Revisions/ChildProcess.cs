using System.Diagnostics;
using System.Text;

namespace Basecamp.Cli.Diff.Revisions;

/// <summary>Runs programs whose result is needed, with an environment that does not lead them astray.</summary>
static class ChildProcess
{
    /// <summary>Runs a program to its end, and never longer than <paramref name="limit"/>.</summary>
    /// <exception cref="RevisionException">It cannot be started, or takes too long.</exception>
    public static async Task<ProgramResult> RunAsync(
        string program, IReadOnlyList<string> args, string directory, TimeSpan limit, CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        ChildEnvironment.Clean(start.Environment);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Start(start);
        process.StandardInput.Close();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(limit);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
            await process.WaitForExitAsync(timeout.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            throw new RevisionException($"{program} {string.Join(' ', args)} did not end within {limit.TotalMinutes:0} minutes and was stopped.", ExitCode.Internal);
        }
    }

    /// <summary>The last lines of a program's output.</summary>
    public static string Tail(string output) =>
        string.Join('\n', output.TrimEnd().Split('\n').TakeLast(20).Select(line => $"  {line}"));

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new RevisionException($"{start.FileName} cannot be started: {exception.Message}.", ExitCode.Internal);
        }
    }
}

/// <summary>What a program returned.</summary>
sealed record ProgramResult(int Code, string Output, string Error);
