using Basecamp.Cli.Files;

namespace Basecamp.Cli.Render;

/// <summary>The directory that rendered files are written to. It may hold other files too: only files listed in
/// <see cref="ListName"/>, which a render wrote, are ever replaced or removed.</summary>
sealed class RenderDirectory(string directory)
{
    /// <summary>The list of files that a render wrote, in the directory itself.</summary>
    public const string ListName = ".basecamp-render";

    const string ListHeader = "# Files written by 'basecamp render'; it replaces and removes no others.";

    /// <summary>How the directory differs from <paramref name="files"/>.</summary>
    public RenderChanges Compare(IReadOnlyDictionary<string, string> files)
    {
        var written = Written();
        var paths = files.Keys.Order(StringComparer.Ordinal).ToList();
        var stale = paths.Where(path => File.Exists(Full(path)) && !IsSame(path, files[path])).ToList();
        return new(
            Missing: [.. paths.Where(path => !File.Exists(Full(path)))],
            Stale: stale,
            Extra: [.. written.Where(path => !files.ContainsKey(path) && File.Exists(Full(path))).Order(StringComparer.Ordinal)],
            Foreign: [.. stale.Where(path => !written.Contains(path))]);
    }

    /// <summary>Makes the directory hold <paramref name="files"/>. All of them are written beside it first, so that a full disk or an
    /// interruption leaves the old files as they were.</summary>
    /// <exception cref="IOException">The directory cannot be written, or a file that no render wrote is in the way.</exception>
    public RenderChanges Write(IReadOnlyDictionary<string, string> files, CancellationToken cancellation)
    {
        CheckIsDirectory();
        var changes = Compare(files);
        foreach (var path in (string[])[.. changes.Missing, .. changes.Stale, .. changes.Extra, ListName])
            CheckIsReplaceable(path);
        if (changes.Foreign.Count > 0)
            throw new IOException(
                $"{changes.Foreign[0]} exists in {directory} and was not written by a render. Move it away or choose another --out.");
        var parent = Path.GetDirectoryName(Path.GetFullPath(directory))!;
        Directory.CreateDirectory(parent);
        var staging = Path.Combine(parent, $".{Path.GetFileName(Path.GetFullPath(directory))}.render-{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(staging);
            string[] changed = [.. changes.Missing, .. changes.Stale];
            foreach (var path in changed)
            {
                cancellation.ThrowIfCancellationRequested();
                WriteNew(Path.Combine(staging, "new", path), files[path]);
            }
            var list = string.Join('\n', [ListHeader, .. files.Keys.Order(StringComparer.Ordinal), ""]);
            WriteNew(Path.Combine(staging, "new", ListName), list);
            cancellation.ThrowIfCancellationRequested();
            Swap(staging, [.. changed, ListName], changes.Extra);
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
        return changes;
    }

    // A link is not what a render wrote, and a device may never end.
    bool IsSame(string path, string text) => FileKinds.Of(Full(path)) == FileKind.Regular && File.ReadAllText(Full(path)) == text;

    void CheckIsDirectory()
    {
        // The directory itself may be a link to one.
        if (FileKinds.Of(Path.GetFullPath(directory)) is not FileKind.None && !Directory.Exists(directory))
            throw new IOException($"{directory} is not a directory. Name another with --out.");
    }

    // A render makes regular files and directories only. Anything else was put there by somebody, and may lead to their files or to a device.
    void CheckIsReplaceable(string path)
    {
        var parts = path.Split('/');
        for (var depth = 1; depth <= parts.Length; depth++)
        {
            var part = string.Join('/', parts[..depth]);
            var kind = FileKinds.Of(Full(part));
            if (kind is not FileKind.None && kind != (depth == parts.Length ? FileKind.Regular : FileKind.Directory))
                throw new IOException($"{part} in {directory} is {Name(kind)}, which no render made. Move it away or choose another --out.");
        }
    }

    static string Name(FileKind kind) => kind switch
    {
        FileKind.Directory => "a directory",
        FileKind.Link => "a link",
        FileKind.Regular => "a file",
        _ => "a device, pipe or socket",
    };

    // Renames only, from here on. What fails is undone in reverse.
    void Swap(string staging, IEnumerable<string> changed, IEnumerable<string> extra)
    {
        var undo = new Stack<Action>();
        try
        {
            foreach (var path in extra.Concat(changed))
            {
                var (current, old, replacement) = (Full(path), Path.Combine(staging, "old", path), Path.Combine(staging, "new", path));
                Directory.CreateDirectory(Path.GetDirectoryName(current)!);
                if (File.Exists(current))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(old)!);
                    File.Move(current, old);
                    undo.Push(() => File.Move(old, current));
                }
                if (File.Exists(replacement))
                {
                    File.Move(replacement, current);
                    undo.Push(() => File.Delete(current));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            while (undo.TryPop(out var step))
                step();
            throw;
        }
        foreach (var path in extra)
            RemoveEmptyDirectories(Path.GetDirectoryName(Full(path))!);
    }

    HashSet<string> Written() => File.Exists(Full(ListName))
        ? [.. File.ReadAllLines(Full(ListName)).Where(line => line.Length > 0 && line[0] != '#' && RenderedPath.IsInside(line))]
        : [];

    void RemoveEmptyDirectories(string path)
    {
        while (path.Length > Path.GetFullPath(directory).Length)
        {
            // The last file of a directory may have taken it along already.
            if (Directory.Exists(path))
            {
                if (Directory.EnumerateFileSystemEntries(path).Any())
                    return;
                Directory.Delete(path);
            }
            path = Path.GetDirectoryName(path)!;
        }
    }

    static void WriteNew(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    string Full(string path) => Path.Combine(Path.GetFullPath(directory), path);
}
