using System.ComponentModel;
using System.Diagnostics;

namespace Basecamp.Platform.Tests.Rules;

/// <summary>Prometheus' own tool for rules.</summary>
static class Promtool
{
    /// <summary>What the tool said; empty output with exit code 0 means that it is content.</summary>
    /// <exception cref="InvalidOperationException">The tool is not installed: a test that needs it must not pass by not running.</exception>
    public static async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("promtool is not installed. It checks alert rules: ci/test-tools.sh --yes");
        }
    }
}
