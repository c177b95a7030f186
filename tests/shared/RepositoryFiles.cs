namespace Basecamp.Tests;

/// <summary>Files of this repository that tests check.</summary>
static class RepositoryFiles
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>Full path of a file, from its path below the root.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Basecamp.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"Basecamp.slnx is in no folder above {AppContext.BaseDirectory}.");
    }
}
