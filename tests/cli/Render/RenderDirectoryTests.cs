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

    // A render makes files and directories, so anything else at its place is somebody's: it may lead to their files, or to a device.
    [Theory]
    [InlineData("a.yaml", "/dev/null")]
    [InlineData("a.yaml", "precious")]
    [InlineData("folder", "elsewhere")]
    [InlineData(RenderDirectory.ListName, "precious")]
    public void A_link_is_neither_replaced_nor_followed(string path, string target)
    {
        new RenderDirectory(Target).Write(Old, CancellationToken.None);
        var list = File.ReadAllText(Path.Combine(Target, RenderDirectory.ListName));
        File.WriteAllText(Path.Combine(root, "precious"), path == RenderDirectory.ListName ? list : "mine");
        Directory.CreateDirectory(Path.Combine(root, "elsewhere"));
        if (path == "folder")
            Directory.Delete(Path.Combine(Target, path), recursive: true);
        else
            File.Delete(Path.Combine(Target, path));
        File.CreateSymbolicLink(Path.Combine(Target, path), Path.GetFullPath(target, root));

        var refused = Assert.Throws<IOException>(() => new RenderDirectory(Target).Write(
            new Dictionary<string, string> { ["a.yaml"] = "new\n", ["folder/b.yaml"] = "new\n" }, CancellationToken.None));

        Assert.Equal($"{path} in {Target} is a link, which no render made. Move it away or choose another --out.", refused.Message);
        Assert.Equal(Path.GetFullPath(target, root), new FileInfo(Path.Combine(Target, path)).LinkTarget);
        Assert.Equal(path == RenderDirectory.ListName ? list : "mine", File.ReadAllText(Path.Combine(root, "precious")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(root, "elsewhere")));
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("file")]
    public void What_is_no_directory_is_left_alone(string target)
    {
        File.WriteAllText(Path.Combine(root, "file"), "mine");

        var refused = Assert.Throws<IOException>(() => new RenderDirectory(Path.GetFullPath(target, root)).Write(Old, CancellationToken.None));

        Assert.Equal($"{Path.GetFullPath(target, root)} is not a directory. Name another with --out.", refused.Message);
        Assert.Equal(["file"], Directory.GetFileSystemEntries(root).Select(Path.GetFileName));
    }

    [Fact]
    public void A_link_to_a_directory_is_where_it_leads()
    {
        Directory.CreateDirectory(Path.Combine(root, "real"));
        File.CreateSymbolicLink(Target, Path.Combine(root, "real"));

        new RenderDirectory(Target).Write(Old, CancellationToken.None);

        Assert.Equal("old\n", File.ReadAllText(Path.Combine(root, "real/folder/b.yaml")));
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
