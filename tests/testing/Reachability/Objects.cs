using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Basecamp.Testing.Tests.Reachability;

/// <summary>YAML as the plain values that a recording holds: numbers are <see cref="double"/>.</summary>
static class Objects
{
    public static IReadOnlyList<ImmutableDictionary<string, object>> Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(document => Value(document.RootNode)).OfType<ImmutableDictionary<string, object>>()];
    }

    static object? Value(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children
            .Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Value(pair.Value)!))
            .Where(pair => pair.Value is not null)
            .ToImmutableDictionary(),
        YamlSequenceNode list => list.Children.Select(child => Value(child)!).ToImmutableArray(),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" } => true,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "false" } => false,
        YamlScalarNode { Style: ScalarStyle.Plain } scalar
            when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode scalar => scalar.Value,
        _ => throw new NotSupportedException(node.NodeType.ToString()),
    };
}
