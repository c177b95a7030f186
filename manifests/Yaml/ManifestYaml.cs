using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Basecamp.Manifests.Objects;

namespace Basecamp.Manifests.Yaml;

/// <summary>Reads the documents of a YAML file into plain values (<see cref="PlainValues"/>), typed as the Kubernetes API server would read them.</summary>
public sealed partial class ManifestYaml
{
    // An alias stands for the same node, so it becomes the same value.
    readonly Dictionary<YamlNode, object?> read = new(ReferenceEqualityComparer.Instance);

    ManifestYaml()
    {
    }

    /// <summary>The values of all documents; empty ones are left out.</summary>
    /// <exception cref="InvalidYamlException">The text is not YAML.</exception>
    public static IReadOnlyList<object> Read(string text)
    {
        var yaml = new ManifestYaml();
        return [.. YamlReader.ReadAll(text).Select(yaml.ValueOf).OfType<object>()];
    }

    /// <summary>The objects of all documents; what is not a map is left out.</summary>
    /// <exception cref="InvalidYamlException">The text is not YAML.</exception>
    public static IReadOnlyList<ImmutableDictionary<string, object>> ReadMaps(string text) =>
        [.. Read(text).OfType<ImmutableDictionary<string, object>>()];

    object? ValueOf(YamlNode node)
    {
        if (node is YamlScalar scalar)
            return Typed(scalar);
        if (!read.TryGetValue(node, out var value))
        {
            read[node] = value = node switch
            {
                YamlMap map => map.Entries.ToImmutableDictionary(entry => entry.Key.Text, entry => ValueOf(entry.Value)!, StringComparer.Ordinal),
                YamlList list => list.Items.Select(item => ValueOf(item)!).ToImmutableArray(),
                _ => null,
            };
        }
        return value;
    }

    static object? Typed(YamlScalar scalar)
    {
        if (!scalar.IsPlain || scalar.Tag is not null)
            return scalar.Text;
        return scalar.Text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            var text when NumberText().IsMatch(text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            var text => text,
        };
    }

    // No leading zeros: 0755 is octal to one reader and decimal to another, and stays as it is written.
    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$")]
    private static partial Regex NumberText();
}
