using Basecamp.Cli.Render;

namespace Basecamp.Cli.Tests.Render;

public sealed class RenderDirectoryTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("basecamp-render-").FullName;

    string Target => Path.Combine(root, "out");

    static readonly Dictionary<string, string> Old = new() { ["a.yaml"] = "old\n", ["folder/b.yaml"] = "old\n" };

    [Fact]
    public void An_interruption_while_writing_leaves_the_old_files()
    {
        new RenderDirectory(Target).Write(Old, CancellationToken.None);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            new RenderDirectory(Target).Write(new Dictionary<string, string> { ["a.yaml"] = "new\n" }, cancelled.Token));

        Assert.Equal("old\n", File.ReadAllText(Path.Combine(Target, "a.yaml")));
        Assert.True(File.Exists(Path.Combine(Target, "folder/b.yaml")));
        Assert.Equal(["out"], Directory.GetFileSystemEntries(root).Select(Path.GetFileName));
    }

    [Fact]
    public void A_failure_while_swapping_puts_the_old_files_back()
    {
        new RenderDirectory(Target).Write(Old, CancellationToken.None);
        // A file where a folder has to go makes the last rename impossible.
        File.WriteAllText(Path.Combine(Target, "z"), "in the way");

        Assert.ThrowsAny<IOException>(() => new RenderDirectory(Target).Write(
            new Dictionary<string, string> { ["a.yaml"] = "new\n", ["z/c.yaml"] = "new\n" }, CancellationToken.None));

        Assert.Equal("old\n", File.ReadAllText(Path.Combine(Target, "a.yaml")));
        Assert.Equal("old\n", File.ReadAllText(Path.Combine(Target, "folder/b.yaml")));
        Assert.Equal("in the way", File.ReadAllText(Path.Combine(Target, "z")));
        Assert.Equal(["out"], Directory.GetFileSystemEntries(root).Select(Path.GetFileName));
    }

    // The directory goes with the first of them.
    [Fact]
    public void Several_files_of_a_directory_can_go_at_once()
    {
        new RenderDirectory(Target).Write(
            new Dictionary<string, string> { ["a.yaml"] = "old\n", ["gone/deep/b.yaml"] = "b\n", ["gone/deep/c.yaml"] = "c\n", ["gone/d.yaml"] = "d\n" }, CancellationToken.None);

        var changes = new RenderDirectory(Target).Write(new Dictionary<string, string> { ["a.yaml"] = "old\n" }, CancellationToken.None);

        Assert.Equal(3, changes.Extra.Count);
        Assert.Equal([RenderDirectory.ListName, "a.yaml"], Directory.GetFileSystemEntries(Target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Unchanged_files_keep_their_time()
    {
        new RenderDirectory(Target).Write(Old, CancellationToken.None);
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Path.Combine(Target, "a.yaml"), time);

        new RenderDirectory(Target).Write(Old, CancellationToken.None);

        Assert.Equal(time, File.GetLastWriteTimeUtc(Path.Combine(Target, "a.yaml")));
    }

    [Fact]
    public void A_list_that_points_outside_removes_nothing_there()
    {
        new RenderDirectory(Target).Write(Old, CancellationToken.None);
        File.WriteAllText(Path.Combine(root, "precious"), "mine");
        File.AppendAllText(Path.Combine(Target, RenderDirectory.ListName), "../precious\n/etc/hostname\n");

        new RenderDirectory(Target).Write(Old, CancellationToken.None);

        Assert.True(File.Exists(Path.Combine(root, "precious")));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
