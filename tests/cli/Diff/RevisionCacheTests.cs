using Basecamp.Cli.Diff.Revisions;
using Basecamp.Cli.Files;

namespace Basecamp.Cli.Tests.Diff;

/// <summary>The cache of built revisions: bounded, and never with an entry of which a part is missing.</summary>
public sealed class RevisionCacheTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("basecamp-cache-").FullName;

    RevisionCache Cache => new(root);

    [Fact]
    public void What_is_begun_is_no_entry_until_it_is_kept()
    {
        var directory = Cache.Begin();
        File.WriteAllText(Path.Combine(directory, "file"), "x");
        Assert.Null(Cache.Find("a"));

        Assert.True(Cache.Keep(directory, "a"));

        Assert.True(File.Exists(Path.Combine(Cache.Find("a")!, "file")));
        Assert.False(Directory.Exists(directory));
    }

    [Fact]
    public void The_faster_of_two_commands_wins()
    {
        var (first, second) = (Filled(Cache.Begin(), "1"), Filled(Cache.Begin(), "2"));

        Assert.True(Cache.Keep(first, "a"));
        Assert.False(Cache.Keep(second, "a"));

        Assert.Equal("1", File.ReadAllText(Path.Combine(Cache.Find("a")!, "file")));
        Assert.True(Directory.Exists(second));
    }

    [Fact]
    public void The_entries_used_longest_ago_go_first_and_one_in_use_stays()
    {
        foreach (var (name, hours) in (ReadOnlySpan<(string, int)>)[("a", 5), ("b", 4), ("c", 3), ("d", 2)])
        {
            Cache.Keep(Filled(Cache.Begin(), name), name);
            Directory.SetLastWriteTimeUtc(Path.Combine(root, name), DateTime.UtcNow.AddHours(-hours));
        }
        Assert.NotNull(Cache.Find("a"));

        foreach (var name in (string[])["e", "f"])
            Cache.Keep(Filled(Cache.Begin(), name), name);

        Assert.Equal(RevisionCache.Kept, Entries.Count);
        Assert.Equal(["a", "d", "e", "f"], Entries);
    }

    [Fact]
    public void What_interrupted_commands_left_is_removed_and_what_others_work_in_is_not()
    {
        var (old, young) = (Filled(Cache.Begin(), "x"), Filled(Cache.Begin(), "y"));
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));

        Cache.Keep(Filled(Cache.Begin(), "a"), "a");

        Assert.False(Directory.Exists(old));
        Assert.True(Directory.Exists(young));
    }

    [Theory]
    [InlineData("/cache", "/home/me", "/cache/basecamp")]
    [InlineData("cache", "/home/me", "/home/me/.cache/basecamp")]
    [InlineData("", "/home/me", "/home/me/.cache/basecamp")]
    [InlineData(null, "/home/me", "/home/me/.cache/basecamp")]
    [InlineData(null, null, null)]
    [InlineData(null, "", null)]
    public void It_is_where_the_user_keeps_caches(string? cache, string? home, string? expected) =>
        Assert.Equal(expected, CacheHome.Of(name => name == "XDG_CACHE_HOME" ? cache : home));

    public void Dispose() => Directory.Delete(root, recursive: true);

    IReadOnlyList<string?> Entries => [.. Directory.GetDirectories(root).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    static string Filled(string directory, string text)
    {
        File.WriteAllText(Path.Combine(directory, "file"), text);
        return directory;
    }
}
