using System.Diagnostics;
using System.Text;

namespace Basecamp.Cli.Handover;

/// <summary>A program that a handover runs: pulumi, kubectl or helm.</summary>
/// <param name="name">Its name on the PATH.</param>
/// <param name="directory">Where it works.</param>
/// <param name="environment">Variables besides those of this process.</param>
sealed class Tool(string name, string directory, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Runs it in front of the user: it prints and asks by itself.</summary>
    /// <exception cref="HandoverException">It is not installed, or failed.</exception>
    public async Task ShowAsync(IReadOnlyList<string> args, CancellationToken cancellation)
    {
        using var process = Start(args, isCaptured: false);
        // Ctrl-C reaches it as well; it ends by itself, and is never left half-way.
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
            throw new HandoverException($"{Shown(args)} ended with exit code {process.ExitCode}.");
    }

    /// <summary>Runs it and returns what it printed.</summary>
    /// <param name="args">Its arguments; never a secret, which other users of the machine could read.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="input">Its standard input. Default none.</param>
    /// <param name="forgive">Whether a failure with this error output is none. Default never.</param>
    /// <exception cref="HandoverException">It is not installed, or failed.</exception>
    public async Task<string> ReadAsync(IReadOnlyList<string> args, CancellationToken cancellation, string? input = null, Func<string, bool>? forgive = null)
    {
        using var process = Start(args, isCaptured: true);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code says whether that is right.
        }
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0 && forgive?.Invoke(await error) != true)
            throw new HandoverException($"{Shown(args)} failed:\n{Tail(await error)}");
        return await output;
    }

    Process Start(IReadOnlyList<string> args, bool isCaptured)
    {
        var start = new ProcessStartInfo(name, args)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = isCaptured,
            RedirectStandardOutput = isCaptured,
            RedirectStandardError = isCaptured,
        };
        if (isCaptured)
            (start.StandardOutputEncoding, start.StandardErrorEncoding) = (Encoding.UTF8, Encoding.UTF8);
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new HandoverException($"{name} cannot be started: {exception.Message}. Install it, or put it on the PATH.", ExitCode.Internal);
        }
    }

    string Shown(IReadOnlyList<string> args) => $"{name} {string.Join(' ', args)}";

    static string Tail(string text) => string.Join('\n', text.TrimEnd().Split('\n').TakeLast(10).Select(line => $"  {line}"));
}
