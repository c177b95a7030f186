using System.ComponentModel;
using System.Diagnostics;

namespace Basecamp.Cli.Tests.Ci;

/// <summary>shellcheck of a script that stands in another file.</summary>
static class Shellcheck
{
    /// <summary>What it finds; nothing when the script is fine.</summary>
    public static async Task<string> Of(string script)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, script);
            var (_, output, error) = await RealProcess.RunAsync(new ProcessStartInfo("shellcheck", ["--shell=bash", file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            return output + error;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("shellcheck is not installed: ci/test-tools.sh --yes");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
