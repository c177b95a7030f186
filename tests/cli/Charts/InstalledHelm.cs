namespace Basecamp.Cli.Tests.Charts;

/// <summary>Helm 3 and 4 with a kubectl each, where <c>ci/test-tools.sh</c> puts them.</summary>
static class InstalledHelm
{
    /// <summary>Helm of a major version: 3 or 4.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public static string Helm(int major) => Tool(major, "helm");

    /// <summary>kubectl as it came with Helm of that major version.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public static string Kubectl(int major) => Tool(major, "kubectl");

    static string Tool(int major, string name)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var path = Path.Combine(cache, "basecamp", "test-tools", $"helm-{major}", name, name);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} does not exist: ci/test-tools.sh --yes.");
    }
}
