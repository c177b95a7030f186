using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Cli.StackFiles;

/// <summary>A stack's settings, ready to be handed to the program.</summary>
/// <param name="Stack">Stack name.</param>
/// <param name="Project">Project name.</param>
/// <param name="Shown">The file's path as the user should see it.</param>
/// <param name="Config">Config by full key, in the text form Pulumi uses.</param>
/// <param name="SecretKeys">Full keys that hold a secret anywhere.</param>
/// <param name="Warnings">Suspicious but harmless.</param>
sealed record StackFile(
    string Stack,
    string Project,
    string Shown,
    IReadOnlyDictionary<string, string> Config,
    IReadOnlyCollection<string> SecretKeys,
    IReadOnlyList<string> Warnings)
{
    readonly IReadOnlyDictionary<string, KeyValuePair<YamlScalar, YamlNode>> nodes =
        new Dictionary<string, KeyValuePair<YamlScalar, YamlNode>>();

    /// <summary>Directory of Pulumi.yaml, which paths in the file are relative to. Default: the working directory.</summary>
    public string ProjectDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Directory of the stack files. Default: the working directory.</summary>
    public string StackDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>What a passphrase is checked against before it decrypts: the file's <c>encryptionsalt</c>. Null without one.</summary>
    public string? EncryptionSalt { get; init; }

    /// <summary>The YAML behind <see cref="Config"/>, by full key.</summary>
    internal IReadOnlyDictionary<string, KeyValuePair<YamlScalar, YamlNode>> Nodes { init => nodes = value; }

    /// <summary>The line that a config path such as <c>basecamp:homelab.nodes[2].address</c> is written on. For a path that is not in
    /// the file it is the nearest thing around it; null when not even the key is there.</summary>
    public int? LineOf(string path) => Find(path)?.Line;

    /// <summary>The YAML at a config path such as <c>basecamp:homelab.snapshots.s3</c>; null when the file does not have it.</summary>
    internal YamlNode? NodeAt(string path) => Find(path) is { IsWhole: true, Node: var node } ? node : null;

    (int Line, YamlNode Node, bool IsWhole)? Find(string path)
    {
        var key = nodes.Keys
            .Where(candidate => path.StartsWith(candidate, StringComparison.Ordinal)
                && (path.Length == candidate.Length || path[candidate.Length] is '.' or '['))
            .MaxBy(candidate => candidate.Length);
        if (key is null)
            return null;
        var (line, node) = (nodes[key].Key.Line, nodes[key].Value);
        foreach (var segment in Segments(path[key.Length..].TrimStart('.')))
        {
            switch (node, segment)
            {
                case (YamlMap map, string name) when map.Find(name) is { } entry:
                    (line, node) = (entry.Key.Line, entry.Value);
                    break;
                case (YamlList list, int index) when index < list.Items.Count:
                    (line, node) = (list.Items[index].Line, list.Items[index]);
                    break;
                default:
                    return (line, node, false);
            }
        }
        return (line, node, true);
    }

    static IReadOnlyList<object> Segments(string path)
    {
        try
        {
            return PropertyPath.Parse(path).Segments;
        }
        catch (FormatException)
        {
            // A problem's path may name something that is not a path, e.g. "nodes[server-1]"; then the key's line has to do.
            return [];
        }
    }
}
