using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Basecamp.Manifests.Yaml;

/// <summary>Reads YAML into nodes that know their place.</summary>
/// <remarks>Works on parser events: no reflection, so it costs little at start-up.</remarks>
public sealed partial class YamlReader
{
    // Deeper than any real file; one made to exhaust the stack is refused.
    const int MaximumDepth = 100;

    // Aliases of aliases multiply: a text of 369 bytes can stand for 10⁹ values, which a reader that writes them out would take for hours.
    const int MaximumValues = 200_000;

    readonly Parser parser;
    readonly bool lastKeyWins;
    readonly Dictionary<string, (YamlNode Node, long Values)> anchors = new(StringComparer.Ordinal);

    // Values read so far, those that aliases stand for included.
    long values;

    YamlReader(TextReader text, bool lastKeyWins)
    {
        parser = new Parser(new Scanner(text, skipComments: true));
        this.lastKeyWins = lastKeyWins;
    }

    /// <summary>
    /// The one map that <paramref name="text"/> is, as strictly as Pulumi reads its files; empty for an empty document. Whatever aliases stand for, it is
    /// at most 200,000 values, nested at most 100 levels deep.
    /// </summary>
    /// <exception cref="InvalidYamlException">
    /// The text is not YAML, holds a duplicate key or more than one document, is not a map, or is larger than that.
    /// </exception>
    public static YamlMap ReadMap(string text) => Read(text, lastKeyWins: false, reader => reader.ReadRootMap());

    /// <summary>The roots of all documents, as leniently as kubectl reads manifests: the last of two equal keys counts.</summary>
    /// <exception cref="InvalidYamlException">The text is not YAML.</exception>
    public static IReadOnlyList<YamlNode> ReadAll(string text) => Read(text, lastKeyWins: true, reader => reader.ReadRoots());

    static T Read<T>(string text, bool lastKeyWins, Func<YamlReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using var reader = new StringReader(text.TrimStart('\ufeff'));
            return read(new(reader, lastKeyWins));
        }
        catch (YamlException) when (WithoutBlanksAtStart(text) is { } same && same != text)
        {
            return Read(same, lastKeyWins, read);
        }
        catch (YamlException exception)
        {
            throw YamlProblem.Explain(text, exception);
        }
    }

    // Blank lines at the start of a block stand for line breaks, whatever blanks they hold (YAML 1.2.2, 8.1.1.1). The parser refuses those that hold some;
    // Loki's chart writes them.
    static string WithoutBlanksAtStart(string text) => BlanksAtStart().Replace(
        text, match => match.Groups["start"].Value + match.Groups["blank"].Value.Replace(" ", "", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<start>[|>][-+]?[ ]*\r?\n)(?<blank>(?:[ ]+\r?\n)+)")]
    private static partial Regex BlanksAtStart();

    List<YamlNode> ReadRoots()
    {
        var roots = new List<YamlNode>();
        parser.Consume<StreamStart>();
        while (!parser.TryConsume<StreamEnd>(out _))
        {
            parser.Consume<DocumentStart>();
            anchors.Clear();
            roots.Add(ReadNode(0));
            parser.Consume<DocumentEnd>();
        }
        return roots;
    }

    YamlMap ReadRootMap()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
            return new([], 1, 1);
        parser.Consume<DocumentStart>();
        var root = ReadNode(0);
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
            _ => throw new InvalidYamlException(root.Line, root.Column, "the file is not a map.", "Start it with a key, e.g. 'config:'."),
        };
    }

    YamlNode ReadNode(int depth)
    {
        if (depth > MaximumDepth)
            throw Invalid(parser.Current!.Start, $"it is nested more than {MaximumDepth} levels deep.", "Flatten it: no program reads such a file.");
        if (parser.TryConsume<AnchorAlias>(out var alias))
            return Aliased(alias);
        var before = values;
        Count(1, parser.Current!.Start);
        if (parser.TryConsume<Scalar>(out var scalar))
            return Anchored(scalar, ToScalar(scalar), before);
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(ReadNode(depth + 1));
            return Anchored(sequence, new YamlList(items, Line(sequence.Start), Column(sequence.Start)), before);
        }
        var mapping = parser.Consume<MappingStart>();
        return Anchored(mapping, ReadMap(mapping, depth), before);
    }

    YamlNode Aliased(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var anchored))
            throw Invalid(alias.Start, $"alias *{alias.Value} refers to no anchor.", $"Define it before with &{alias.Value}, or quote a value that is meant to start with '*'.");
        Count(anchored.Values, alias.Start);
        return anchored.Node;
    }

    // Manifests of others are not limited: their aliases are never written out.
    void Count(long more, Mark place)
    {
        values += more;
        if (values > MaximumValues && !lastKeyWins)
            throw Invalid(place, FormattableString.Invariant($"it holds more than {MaximumValues:N0} values, those that aliases stand for included."),
                "Use fewer aliases of aliases: no program reads such a file.");
    }

    YamlMap ReadMap(MappingStart mapping, int depth)
    {
        var own = new OrderedDictionary<string, KeyValuePair<YamlScalar, YamlNode>>(StringComparer.Ordinal);
        var merged = new List<KeyValuePair<YamlScalar, YamlNode>>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var keyNode = ReadNode(depth + 1);
            if (keyNode is not YamlScalar key)
                throw new InvalidYamlException(keyNode.Line, keyNode.Column, "a key is a list or a map.", "Use plain text as key.");
            var value = ReadNode(depth + 1);
            if (key is { Text: "<<", IsPlain: true })
                merged.AddRange(MergedEntries(value));
            else if (own.TryAdd(key.Text, new(key, value)))
                continue;
            else if (lastKeyWins)
                own[key.Text] = new(key, value);
            else
                throw new InvalidYamlException(key.Line, key.Column, $"the key '{key.Text}' is already set at line {own[key.Text].Key.Line}.",
                    "Remove one of the two.");
        }
        foreach (var entry in merged)
            own.TryAdd(entry.Key.Text, entry);
        return new([.. own.Values], Line(mapping.Start), Column(mapping.Start));
    }

    static IEnumerable<KeyValuePair<YamlScalar, YamlNode>> MergedEntries(YamlNode value) => value switch
    {
        YamlMap map => map.Entries,
        YamlList list => list.Items.SelectMany(MergedEntries),
        _ => throw new InvalidYamlException(value.Line, value.Column, "'<<' merges something that is not a map.",
            "Give it an alias of a map, e.g. <<: *defaults."),
    };

    YamlNode Anchored(NodeEvent start, YamlNode node, long before)
    {
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor.Value] = (node, values - before);
        return node;
    }

    static YamlScalar ToScalar(Scalar scalar) => new(
        scalar.Value,
        scalar.Style == ScalarStyle.Plain,
        scalar.Tag.IsEmpty ? null : scalar.Tag.Value,
        Line(scalar.Start),
        Column(scalar.Start));

    static InvalidYamlException Invalid(Mark mark, string message, string hint) => new(Line(mark), Column(mark), message, hint);

    static int Line(Mark mark) => (int)mark.Line;

    static int Column(Mark mark) => (int)mark.Column;
}
