using YamlDotNet.RepresentationModel;

namespace Basecamp.Components.K3s;

/// <summary>K3s' admin kubeconfig, made usable away from the server.</summary>
public static class Kubeconfig
{
    /// <summary>
    /// Replaces the loopback address by <paramref name="endpoint"/> and the name <c>default</c> of cluster, user and context by
    /// <paramref name="name"/>, so that merging it into an existing kubeconfig overwrites nothing.
    /// </summary>
    /// <param name="kubeconfig">The file as K3s wrote it. Empty, as in an offline preview, stays empty.</param>
    /// <param name="endpoint">URL of the API endpoint.</param>
    /// <param name="name">New name.</param>
    /// <exception cref="FormatException">The text is not a kubeconfig. It is not repeated in the message: it holds a private key.</exception>
    public static string PointAt(string? kubeconfig, string endpoint, string name)
    {
        if (string.IsNullOrWhiteSpace(kubeconfig))
            return "";
        var root = Parse(kubeconfig);
        foreach (var cluster in Entries(root, "clusters"))
        {
            Set(cluster, "name", name);
            Set(Map(cluster, "cluster"), "server", endpoint);
        }
        foreach (var user in Entries(root, "users"))
            Set(user, "name", name);
        foreach (var context in Entries(root, "contexts"))
        {
            Set(context, "name", name);
            Set(Map(context, "context"), "cluster", name);
            Set(Map(context, "context"), "user", name);
        }
        Set(root, "current-context", name);

        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(text, assignAnchors: false);
        return text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('.', '\n') + "\n";
    }

    static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlDotNet.Core.YamlException exception)
        {
            throw new FormatException($"The server's kubeconfig is not YAML (line {exception.Start.Line}).");
        }
        return stream.Documents is [{ RootNode: YamlMappingNode root }] ? root : throw new FormatException("The server's kubeconfig is not a YAML mapping.");
    }

    static IEnumerable<YamlMappingNode> Entries(YamlMappingNode root, string key) =>
        root.Children.TryGetValue(key, out var node) && node is YamlSequenceNode { Children.Count: > 0 } entries
            ? entries.Children.Cast<YamlMappingNode>()
            : throw new FormatException($"The server's kubeconfig has no {key}.");

    static YamlMappingNode Map(YamlMappingNode entry, string key) =>
        entry.Children.TryGetValue(key, out var node) && node is YamlMappingNode map
            ? map
            : throw new FormatException($"The server's kubeconfig has an entry without {key}.");

    static void Set(YamlMappingNode map, string key, string value) => map.Children[key] = value;
}
