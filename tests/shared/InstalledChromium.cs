namespace Basecamp.Tests;

/// <summary>The Chromium that is installed on this machine. <c>ci/test-tools.sh</c> looks in the same places.</summary>
static class InstalledChromium
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Full path of the program: the one in the variable CHROMIUM, or the first on PATH.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string Path => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen
        ? chosen
        : Candidates().FirstOrDefault(path => File.Exists(path) && !StartsSnap(path))
            ?? throw new InvalidOperationException("Chromium is not installed: ci/test-tools.sh --yes. Or name one in CHROMIUM.");

    static IEnumerable<string> Candidates() =>
        from name in Names
        from directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        select System.IO.Path.Combine(directory, name);

    // A snap has a /tmp of its own, so it cannot open what a test wrote. Ubuntu's chromium-browser is a script that starts the snap.
    static bool StartsSnap(string path)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        if (target.EndsWith("/snap", StringComparison.Ordinal))
            return true;
        var start = new byte[4096];
        using var file = File.OpenRead(target);
        return System.Text.Encoding.ASCII.GetString(start, 0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false))
            .Contains("/snap/bin", StringComparison.Ordinal);
    }
}
