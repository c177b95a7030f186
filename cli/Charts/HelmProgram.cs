using System.Diagnostics;
using System.Text;

namespace Basecamp.Cli.Charts;

/// <summary>Helm 3 or 4, as it is installed on this machine.</summary>
/// <param name="Path">The program.</param>
/// <param name="Version">Its version, e.g. <c>v4.1.4</c>.</param>
sealed record HelmProgram(string Path, string Version)
{
    /// <summary>The variable that names the program.</summary>
    public const string Variable = "BASECAMP_HELM";

    /// <summary>Finds the program that <c>BASECAMP_HELM</c> names, else <c>helm</c> on the PATH.</summary>
    /// <exception cref="ChartException">There is none, or its version is not known to work.</exception>
    public static async Task<HelmProgram> FindAsync(Func<string, string?> variable, CancellationToken cancellation)
    {
        var named = variable(Variable) is { Length: > 0 } given ? given : null;
        var onPath = from directory in (variable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
                     let program = System.IO.Path.Combine(directory, "helm")
                     where File.Exists(program)
                     select program;
        var path = named ?? onPath.FirstOrDefault() ?? throw new ChartException(
            $"helm is not on the PATH. Install Helm 3 or 4 (https://helm.sh/docs/intro/install), or name it in {Variable}.", ExitCode.Internal);
        var (code, output, error) = await RunAsync(path, ["version", "--template", "{{.Version}}"], home: null, cancellation);
        var version = output.Trim();
        return code == 0 && (version.StartsWith("v3.", StringComparison.Ordinal) || version.StartsWith("v4.", StringComparison.Ordinal))
            ? new(path, version)
            : throw new ChartException(
                $"{path} is not Helm 3 or 4: 'helm version' says '{(version.Length > 0 ? version : error.Trim())}'. Install one of these, or name it in {Variable}.",
                ExitCode.Internal);
    }

    /// <summary>Runs it, and returns what it printed.</summary>
    /// <param name="args">Its arguments; never a secret, which other users of the machine could read.</param>
    /// <param name="home">A directory of its own for plugins, settings and caches: what a user has there must not change what comes out.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ChartException">It failed.</exception>
    public async Task<string> ReadAsync(IReadOnlyList<string> args, string home, CancellationToken cancellation)
    {
        var (code, output, error) = await RunAsync(Path, args, home, cancellation);
        return code == 0 ? output : throw new ChartException(error.Trim());
    }

    static async Task<(int Code, string Output, string Error)> RunAsync(string path, IReadOnlyList<string> args, string? home, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(path, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.ToList())
            if (name.StartsWith("HELM_", StringComparison.Ordinal) || name.StartsWith("KUBE", StringComparison.Ordinal))
                start.Environment.Remove(name);
        if (home is not null)
        {
            foreach (var name in (string[])["HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME"])
                start.Environment[name] = home;
            start.Environment["KUBECONFIG"] = System.IO.Path.Combine(home, "no-cluster");
        }
        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ChartException($"{start.FileName} cannot be started: {exception.Message}. Correct {Variable}, or install Helm 3 or 4.", ExitCode.Internal);
        }
    }
}
