using Basecamp.Manifests.Text;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Cli.StackFiles;

/// <summary>Reads a stack file the way Pulumi does, except that secrets stay encrypted.</summary>
static class StackFileReader
{
    static readonly HashSet<string> KnownKeys = new(StringComparer.Ordinal)
    {
        "config", "encryptedkey", "encryptionsalt", "environment", "secretsprovider",
    };

    /// <summary>Reads the file of <paramref name="stack"/>, or <paramref name="configFile"/> in its place.</summary>
    /// <param name="directory">Where the command was started.</param>
    /// <param name="stack">Stack name.</param>
    /// <param name="configFile">Another file to read, relative to <paramref name="directory"/>; null for the stack's own.</param>
    /// <exception cref="InvalidStackFileException">The file is missing, unreadable or not valid.</exception>
    public static StackFile Read(string directory, string stack, string? configFile)
    {
        var project = PulumiProject.Find(directory);
        var path = configFile is null
            ? Path.Combine(project.StackDirectory, StackFileName.Of(stack))
            : Path.GetFullPath(configFile, directory);
        var shown = Shorter(path, directory);
        if (!File.Exists(path) && !Directory.Exists(path))
            throw Missing(project, stack, configFile, shown);
        var root = ReadMap(path, shown);
        return Build(project, StackFileName.Short(stack), shown, root);
    }

    /// <summary>A file's YAML, which is one map.</summary>
    /// <exception cref="InvalidStackFileException">It cannot be read, or is something else.</exception>
    internal static YamlMap ReadMap(string path, string shown)
    {
        try
        {
            return YamlReader.ReadMap(ReadText(path, shown));
        }
        catch (InvalidYamlException exception)
        {
            throw new InvalidStackFileException(shown, exception.Line, exception.Column, exception.Message, exception.Hint);
        }
    }

    /// <summary>A file's text.</summary>
    /// <exception cref="InvalidStackFileException">It cannot be read, is too large, or is not text.</exception>
    internal static string ReadText(string path, string shown)
    {
        try
        {
            return BoundedText.Read(path);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidStackFileException(shown, 0, 0, exception.Message, "Check the path, and save the file as UTF-8.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = Directory.Exists(path) ? "it is a directory" : exception.Message;
            throw new InvalidStackFileException(shown, 0, 0, $"cannot be read: {reason}", "Check the path and its permissions.");
        }
    }

    static StackFile Build(PulumiProject project, string stack, string shown, YamlMap root)
    {
        var warnings = new List<string>();
        var nodes = project.Defaults.ToDictionary(
            pair => pair.Key,
            pair => new KeyValuePair<YamlScalar, YamlNode>(new(pair.Key, true, null, 0, 0), pair.Value),
            StringComparer.Ordinal);
        foreach (var (key, value) in ConfigOf(root, shown))
        {
            var full = ConfigKey.Full(key.Text, project.Name);
            if (nodes.TryGetValue(full, out var earlier) && earlier.Key.Line > 0)
                throw new InvalidStackFileException(shown, key.Line, key.Column,
                    $"'{key.Text}' is the same key as '{earlier.Key.Text}' at line {earlier.Key.Line}.", "Remove one of the two.");
            nodes[full] = new(key, value);
        }
        foreach (var (key, _) in root.Entries.Where(entry => !KnownKeys.Contains(entry.Key.Text)))
            warnings.Add($"{shown}:{key.Line}: '{key.Text}' stands outside of 'config:', so Pulumi ignores it. Indent it below 'config:'.");
        if (root.Find("environment") is { } environment)
            warnings.Add($"{shown}:{environment.Key.Line}: 'environment' imports config from a service, which an offline run cannot ask.");

        var config = new Dictionary<string, string>(StringComparer.Ordinal);
        var secretKeys = new List<string>();
        foreach (var (key, (_, value)) in nodes)
        {
            config[key] = PulumiYaml.ToConfigText(shown, value, out var hasSecret);
            if (hasSecret)
                secretKeys.Add(key);
        }
        return new(stack, project.Name, shown, config, secretKeys, warnings)
        {
            Nodes = nodes.Where(pair => pair.Value.Key.Line > 0).ToDictionary(StringComparer.Ordinal),
            ProjectDirectory = project.Directory,
            StackDirectory = project.StackDirectory,
            EncryptionSalt = root.Find("encryptionsalt")?.Value is YamlScalar salt ? salt.Text : null,
        };
    }

    static IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> ConfigOf(YamlMap root, string shown) => root.Find("config")?.Value switch
    {
        null => [],
        YamlMap config => config.Entries,
        YamlScalar { Text: "", IsPlain: true } => [],
        var other => throw new InvalidStackFileException(shown, other.Line, other.Column, "'config' is not a map.",
            "Write one key per line below it, e.g. '  basecamp:tiers: [homelab]'."),
    };

    static InvalidStackFileException Missing(PulumiProject project, string stack, string? configFile, string shown)
    {
        var stacks = project.StackNames();
        var known = stacks.Count == 0
            ? "There are no stack files yet: start with a copy of Pulumi.lab.yaml."
            : $"Stacks with a file: {string.Join(", ", stacks)}.";
        if (configFile is null && NearestName.Find(StackFileName.Short(stack), stacks) is { } nearest)
            known = $"Did you mean '{nearest}'? {known}";
        return new(shown, 0, 0, configFile is null ? $"stack '{stack}' has no such file." : "no such file.", known);
    }

    // A path inside the working directory reads best relative to it, any other one in full.
    static string Shorter(string path, string directory)
    {
        var relative = Path.GetRelativePath(directory, path);
        return relative.StartsWith("../../..", StringComparison.Ordinal) ? path : relative;
    }
}
