using System.Diagnostics;
using System.Text.RegularExpressions;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Hosting;

/// <summary>
/// The program as a container runs it: settings by environment only, nothing inherited, and where the machine allows it a
/// file system that is read-only from the root down.
/// </summary>
sealed partial class InstalledService : IDisposable
{
    static readonly Lazy<bool> ReadOnly = new(CanBeReadOnly);
    // Everything mounted becomes read-only in a mount namespace of its own, of which the rest of the machine sees nothing.
    const string MakeReadOnly = """
        mount --rbind / /
        for at in $(awk '{print $5}' /proc/self/mountinfo | sort -ru); do mount -o remount,bind,ro "$at" 2>/dev/null || true; done
        if (: > "$1") 2>/dev/null; then echo "still writable"; exit 70; fi
        shift
        exec "$@"
        """;

    readonly Process process;

    InstalledService(Process process, string url) => (this.process, Url) = (process, url);

    public string Url { get; }

    /// <summary>Runs a command to its end.</summary>
    public static Task<(int Code, string Output, string Error)> Run(IReadOnlyDictionary<string, string> environment, params string[] command) =>
        RunWith("", environment, command);

    /// <summary>Runs a command to its end, with this on its standard input.</summary>
    public static async Task<(int Code, string Output, string Error)> RunWith(
        string input, IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        var start = StartInfo(environment, command);
        start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Trim(), (await error).Trim());
    }

    /// <summary>Serves until disposed.</summary>
    public static async Task<InstalledService> Serve(IReadOnlyDictionary<string, string> environment)
    {
        var process = Process.Start(StartInfo(environment, "serve"))!;
        var error = process.StandardError.ReadToEndAsync();
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (Listening().Match(line) is not { Success: true } found)
                continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return new(process, found.Value);
        }
        throw new InvalidOperationException($"It ended: {await error}\n{string.Join('\n', said)}");
    }

    /// <summary>As Kubernetes ends a pod.</summary>
    public async Task<int> Terminate()
    {
        process.Terminate();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    static ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        string[] program = ["dotnet", typeof(TriageApp).Assembly.Location, .. command];
        var probe = Path.Combine(Path.GetTempPath(), $"triage-probe-{Guid.NewGuid():N}");
        // Goes without namespaces where there are none.
        var start = ReadOnly.Value
            ? new ProcessStartInfo("unshare", ["-rm", "sh", "-c", MakeReadOnly, "sh", probe, .. program])
            : new ProcessStartInfo(program[0], program[1..]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.WorkingDirectory = "/";
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } root)
            start.Environment["DOTNET_ROOT"] = root;
        // As the image sets it.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    static bool CanBeReadOnly()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("unshare", ["-rm", "true"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();
}
