using System.Diagnostics;
using System.Globalization;

namespace Basecamp.Triage.Tests.Support;

static class Termination
{
    /// <summary>
    /// SIGTERM, as Kubernetes ends a pod: an orderly end. Not SIGINT: a CI that starts its jobs in the background makes them, and all
    /// below them, ignore it. The shell's own kill, because a small machine has no other.
    /// </summary>
    public static void Terminate(this Process process)
    {
        using var shell = Process.Start("sh", ["-c", $"kill -TERM {process.Id.ToString(CultureInfo.InvariantCulture)}"]);
        shell.WaitForExit();
    }
}
