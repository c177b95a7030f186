namespace Basecamp.Infra;

/// <summary>
/// The directory of Pulumi.yaml, which paths in stack files are relative to. Pulumi runs the program in a directory below it; offline, whoever
/// runs the program says where it is.
/// </summary>
public static class ProjectDirectory
{
    const string ProjectFile = "Pulumi.yaml";

    static readonly AsyncLocal<string?> Given = new();

    /// <summary>The directory; the working directory where there is no Pulumi.yaml above.</summary>
    public static string Current => Given.Value ?? Above(Environment.CurrentDirectory) ?? Environment.CurrentDirectory;

    /// <summary>Sets the directory for programs that are run from here on, in this asynchronous flow.</summary>
    public static void Use(string directory) => Given.Value = directory;

    /// <summary>Text of a file by its path in a stack file; null when there is none.</summary>
    public static string? TextOf(string path)
    {
        var full = Path.GetFullPath(path, Current);
        return File.Exists(full) ? File.ReadAllText(full) : null;
    }

    static string? Above(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, ProjectFile)))
                return at.FullName;
        return null;
    }
}
