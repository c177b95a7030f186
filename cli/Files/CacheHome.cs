namespace Basecamp.Cli.Files;

/// <summary>Where this user's programs keep what they can make again.</summary>
static class CacheHome
{
    /// <summary>
    /// The directory <c>basecamp</c> in XDG_CACHE_HOME, or in ~/.cache; null without a home. A relative XDG_CACHE_HOME is to be ignored
    /// (https://specifications.freedesktop.org/basedir-spec/latest/).
    /// </summary>
    /// <param name="variable">The value of an environment variable.</param>
    public static string? Of(Func<string, string?> variable)
    {
        if (variable("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache))
            return Path.Combine(cache, "basecamp");
        return variable("HOME") is { } home && Path.IsPathRooted(home) ? Path.Combine(home, ".cache", "basecamp") : null;
    }
}
