using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Basecamp.Cli.StackFiles;

/// <summary>Reads one YAML document into nodes, with the strictness of Pulumi's own reader: a duplicate key is an error.</summary>
/// <remarks>Works on parser events: no reflection, so it costs little at start-up.</remarks>
sealed class YamlReader
{
    readonly string file;
    readonly Parser parser;
    readonly Dictionary<string, YamlNode> anchors = new(StringComparer.Ordinal);

    YamlReader(string file, TextReader text)
    {
        this.file = file;
        parser = new Parser(new Scanner(text, skipComments: true));
    }

    /// <summary>The root of <paramref name="text"/>; an empty map for an empty document.</summary>
    /// <exception cref="InvalidStackFileException">The text is not YAML, holds a duplicate key, or more than one document.</exception>
    public static YamlMap Read(string file, string text)
    {
        try
        {
            using var reader = new StringReader(text.TrimStart('\ufeff'));
            return new YamlReader(file, reader).ReadRoot();
        }
        catch (YamlException exception)
        {
            throw YamlProblem.Explain(file, text, exception);
        }
    }

    YamlMap ReadRoot()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
            return new([], 1, 1);
        parser.Consume<DocumentStart>();
        var root = ReadNode();
        parser.Consume<DocumentEnd>();
        if (!parser.TryConsume<StreamEnd>(out _))
        {
            var second = parser.Consume<DocumentStart>();
            throw Invalid(second.Start, "a second YAML document starts here.", "Keep one document: remove the '---' line.");
        }
        return root switch
        {
            YamlMap map => map,
            YamlScalar { Text: "", IsPlain: true } => new([], 1, 1),
            _ => throw new InvalidStackFileException(file, root.Line, root.Column, "the file is not a map.",
                "Start it with a key, e.g. 'config:'."),
        };
    }

    YamlNode ReadNode()
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
            return anchors.TryGetValue(alias.Value.Value, out var anchored)
                ? anchored
                : throw Invalid(alias.Start, $"alias *{alias.Value} refers to no anchor.",
                    $"Define it before with &{alias.Value}, or quote a value that is meant to start with '*'.");
        if (parser.TryConsume<Scalar>(out var scalar))
            return Anchored(scalar, ToScalar(scalar));
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(ReadNode());
            return Anchored(sequence, new YamlList(items, Line(sequence.Start), Column(sequence.Start)));
        }
        var mapping = parser.Consume<MappingStart>();
        return Anchored(mapping, ReadMap(mapping));
    }

    YamlMap ReadMap(MappingStart mapping)
    {
        var own = new List<KeyValuePair<YamlScalar, YamlNode>>();
        var merged = new List<KeyValuePair<YamlScalar, YamlNode>>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var keyNode = ReadNode();
            if (keyNode is not YamlScalar key)
                throw new InvalidStackFileException(
                    file, keyNode.Line, keyNode.Column, "a key is a list or a map.", "Use plain text as key.");
            var value = ReadNode();
            if (key is { Text: "<<", IsPlain: true })
                merged.AddRange(MergedEntries(value));
            else if (own.Find(entry => entry.Key.Text == key.Text).Key is { } first)
                throw new InvalidStackFileException(file, key.Line, key.Column,
                    $"the key '{key.Text}' is already set at line {first.Line}.", "Remove one of the two.");
            else
                own.Add(new(key, value));
        }
        var ownKeys = own.Select(entry => entry.Key.Text).ToHashSet(StringComparer.Ordinal);
        own.AddRange(merged.DistinctBy(entry => entry.Key.Text).Where(entry => !ownKeys.Contains(entry.Key.Text)));
        return new(own, Line(mapping.Start), Column(mapping.Start));
    }

    IEnumerable<KeyValuePair<YamlScalar, YamlNode>> MergedEntries(YamlNode value) => value switch
    {
        YamlMap map => map.Entries,
        YamlList list => list.Items.SelectMany(MergedEntries),
        _ => throw new InvalidStackFileException(file, value.Line, value.Column, "'<<' merges something that is not a map.",
            "Give it an alias of a map, e.g. <<: *defaults."),
    };

    YamlNode Anchored(NodeEvent start, YamlNode node)
    {
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor.Value] = node;
        return node;
    }

    static YamlScalar ToScalar(Scalar scalar) => new(
        scalar.Value,
        scalar.Style == ScalarStyle.Plain,
        scalar.Tag.IsEmpty ? null : scalar.Tag.Value,
        Line(scalar.Start),
        Column(scalar.Start));

    InvalidStackFileException Invalid(Mark mark, string message, string hint) => new(file, Line(mark), Column(mark), message, hint);

    static int Line(Mark mark) => (int)mark.Line;

    static int Column(Mark mark) => (int)mark.Column;
}
