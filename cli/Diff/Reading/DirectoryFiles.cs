using Basecamp.Cli.Render;

namespace Basecamp.Cli.Diff.Reading;

/// <summary>The files of a directory, to be compared.</summary>
static class DirectoryFiles
{
    // Larger than any manifest that a cluster accepts.
    const long MaximumSize = 8 << 20;

    static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <summary>Whether a render wrote the directory.</summary>
    public static bool IsRender(string directory) => File.Exists(Path.Combine(directory, RenderDirectory.ListName));

    /// <summary>Text by path: what the render wrote, or every YAML and JSON file of another directory. Hidden directories are left out.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Read(string directory)
    {
        var paths = IsRender(directory)
            ? File.ReadLines(Path.Combine(directory, RenderDirectory.ListName))
                .Where(line => line.Length > 0 && line[0] != '#' && RenderedPath.IsInside(line) && File.Exists(Path.Combine(directory, line)))
            : Walk(new(directory), "").Where(path => Extensions.Contains(Path.GetExtension(path)));
        return paths.Distinct().Where(path => new FileInfo(Path.Combine(directory, path)).Length <= MaximumSize)
            .ToDictionary(path => path, path => File.ReadAllText(Path.Combine(directory, path)), StringComparer.Ordinal);
    }

    // Links are not followed: they lead out of the directory or in circles.
    static IEnumerable<string> Walk(DirectoryInfo directory, string prefix)
    {
        foreach (var entry in directory.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.Name.StartsWith('.') || entry.LinkTarget is not null)
                continue;
            if (entry is DirectoryInfo below)
            {
                foreach (var path in Walk(below, $"{prefix}{entry.Name}/"))
                    yield return path;
            }
            else
                yield return prefix + entry.Name;
        }
    }
}
