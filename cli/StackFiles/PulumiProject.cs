using Basecamp.Manifests.Yaml;

namespace Basecamp.Cli.StackFiles;

/// <summary>The Pulumi project the command is run in: its Pulumi.yaml.</summary>
/// <param name="Directory">Where Pulumi.yaml is.</param>
/// <param name="Name">Project name, the default namespace of config keys.</param>
/// <param name="StackDirectory">Where the stack files are.</param>
/// <param name="Defaults">Config that a stack file may leave out, by full key.</param>
sealed record PulumiProject(string Directory, string Name, string StackDirectory, IReadOnlyDictionary<string, YamlNode> Defaults)
{
    /// <summary>Finds the project of <paramref name="directory"/>, searching upwards as Pulumi does.</summary>
    /// <exception cref="InvalidStackFileException">There is none, or it has no name.</exception>
    public static PulumiProject Find(string directory)
    {
        for (var current = new DirectoryInfo(directory); current is not null; current = current.Parent)
        {
            foreach (var name in (string[])["Pulumi.yaml", "Pulumi.yml"])
            {
                var file = Path.Combine(current.FullName, name);
                if (File.Exists(file))
                    return Read(file, directory);
            }
        }
        throw new InvalidStackFileException("Pulumi.yaml", 0, 0, $"not found in {directory} or any directory above it.",
            "Run the command inside the repository.");
    }

    /// <summary>The names of the stacks that have a file, sorted.</summary>
    public IReadOnlyList<string> StackNames() => System.IO.Directory.Exists(StackDirectory)
        ? [.. System.IO.Directory.EnumerateFiles(StackDirectory, "Pulumi.*.yaml")
            .Select(path => StackFileName.StackOf(Path.GetFileName(path))).OfType<string>().Order(StringComparer.Ordinal)]
        : [];

    static PulumiProject Read(string path, string from)
    {
        var shown = Path.GetRelativePath(from, path);
        var root = StackFileReader.ReadMap(path, shown);
        if (root.Find("name")?.Value is not YamlScalar { Text.Length: > 0 } name)
            throw new InvalidStackFileException(shown, 0, 0, "the project has no name.", "Add a line 'name: basecamp'.");
        var directory = Path.GetDirectoryName(path)!;
        var stackDirectory = root.Find("stackConfigDir")?.Value is YamlScalar { Text.Length: > 0 } configured ? configured.Text : ".";
        return new(directory, name.Text, Path.GetFullPath(stackDirectory, directory), DefaultsOf(root, name.Text));
    }

    // config: {key: {default: …}}, {key: {value: …}} or the short form {key: scalar}.
    static Dictionary<string, YamlNode> DefaultsOf(YamlMap root, string project)
    {
        var defaults = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (root.Find("config")?.Value is not YamlMap config)
            return defaults;
        foreach (var (key, declared) in config.Entries)
        {
            var value = declared is YamlMap map ? (map.Find("value") ?? map.Find("default"))?.Value : declared;
            if (value is not null)
                defaults[ConfigKey.Full(key.Text, project)] = value;
        }
        return defaults;
    }
}
