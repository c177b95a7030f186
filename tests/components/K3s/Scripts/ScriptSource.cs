using System.Text.RegularExpressions;

namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>The host scripts, composed into one text the way they are sent to a machine.</summary>
static partial class ScriptSource
{
    public static string RepoRoot { get; } = FindRepoRoot();

    public static string Directory { get; } = Path.Combine(RepoRoot, "components", "K3s", "scripts");

    public static string Fakes { get; } = Path.Combine(RepoRoot, "tests", "components", "K3s", "Scripts", "Fakes");

    public static IReadOnlyList<string> Names { get; } =
        [.. System.IO.Directory.GetFiles(Directory, "*.sh").Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal)];

    public static string Compose(string name) =>
        IncludeLine().Replace(
            File.ReadAllText(Path.Combine(Directory, $"{name}.sh")),
            include => File.ReadAllText(Path.Combine(Directory, "lib", include.Groups["file"].Value)).TrimEnd('\n'));

    [GeneratedRegex("""^\. "\$\{BASECAMP_LIB\}/(?<file>[a-z0-9-]+\.sh)"$""", RegexOptions.Multiline)]
    private static partial Regex IncludeLine();

    static string FindRepoRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Basecamp.slnx")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("Basecamp.slnx was not found above the test assembly.");
    }
}
