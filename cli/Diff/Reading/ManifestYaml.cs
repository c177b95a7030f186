using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Basecamp.Cli.Diff.Reading;

/// <summary>Reads the documents of a YAML file into plain values, typed as the Kubernetes API server would read them.</summary>
/// <remarks>Works on parser events: no reflection, so it costs little at start-up.</remarks>
sealed partial class ManifestYaml
{
    // Deeper than any manifest; a file made to exhaust the stack is refused.
    const int MaximumDepth = 100;

    readonly Parser parser;
    readonly Dictionary<string, object?> anchors = new(StringComparer.Ordinal);

    ManifestYaml(TextReader text) => parser = new Parser(new Scanner(text, skipComments: true));

    /// <summary>The values of all documents; empty ones are left out.</summary>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public static IReadOnlyList<object> Read(string text)
    {
        using var reader = new StringReader(text.TrimStart('\ufeff'));
        var yaml = new ManifestYaml(reader);
        var documents = new List<object>();
        yaml.parser.Consume<StreamStart>();
        while (!yaml.parser.TryConsume<StreamEnd>(out _))
        {
            yaml.parser.Consume<DocumentStart>();
            yaml.anchors.Clear();
            if (yaml.ReadValue(0) is { } document)
                documents.Add(document);
            yaml.parser.Consume<DocumentEnd>();
        }
        return documents;
    }

    object? ReadValue(int depth)
    {
        if (depth > MaximumDepth)
            throw new YamlException("it is nested too deeply");
        if (parser.TryConsume<AnchorAlias>(out var alias))
            return anchors.TryGetValue(alias.Value.Value, out var anchored)
                ? anchored
                : throw new YamlException(alias.Start, alias.End, $"alias *{alias.Value} refers to no anchor");
        if (parser.TryConsume<Scalar>(out var scalar))
            return Anchored(scalar, Typed(scalar));
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = ImmutableArray.CreateBuilder<object>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(ReadValue(depth + 1)!);
            return Anchored(sequence, items.ToImmutable());
        }
        var mapping = parser.Consume<MappingStart>();
        return Anchored(mapping, ReadMap(depth));
    }

    ImmutableDictionary<string, object> ReadMap(int depth)
    {
        var members = ImmutableDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        var merged = new List<ImmutableDictionary<string, object>>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var start = parser.Current!.Start;
            var key = parser.TryConsume<Scalar>(out var name)
                ? name
                : throw new YamlException(start, start, "a key is not plain text");
            var value = ReadValue(depth + 1);
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
                merged.AddRange(value is ImmutableArray<object> list ? Model.Values.Maps(list) : [(ImmutableDictionary<string, object>)value!]);
            else
                members[key.Value] = value!;
        }
        foreach (var (key, value) in merged.SelectMany(map => map).Where(pair => !members.ContainsKey(pair.Key)))
            members.TryAdd(key, value);
        return members.ToImmutable();
    }

    object? Anchored(NodeEvent start, object? value)
    {
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor.Value] = value;
        return value;
    }

    static object? Typed(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty)
            return text;
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ when NumberText().IsMatch(text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            _ => text,
        };
    }

    // No leading zeros: 0755 is octal to one reader and decimal to another, and stays as it is written.
    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$")]
    private static partial Regex NumberText();
}
