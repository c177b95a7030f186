using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Manifests.Text;

namespace Basecamp.Manifests.Contracts;

/// <summary>The values a Helm chart reads. Helm itself takes a misspelt key without a word; checked against a contract, it fails a test.</summary>
/// <remarks>
/// One line a key, <c>path types</c>, sorted; <c>tests/contracts/charts/README.md</c> has the whole format and the script that makes such
/// a file of any chart. A value that passes is one the chart looks at, not one that is right.
/// </remarks>
public sealed class ChartContract
{
    readonly ChartNode root = new();
    readonly List<DeadKey> dead = [];
    readonly List<KeyNeed> needs = [];
    ILookup<string, string>? pathsByKey;

    ChartContract(string chart, string version) => (Chart, Version) = (chart, version);

    /// <summary>Name of the chart, e.g. <c>cilium</c>.</summary>
    public string Chart { get; }

    /// <summary>Version of the chart, e.g. <c>1.20.0</c>.</summary>
    public string Version { get; }

    /// <summary>Chart and version, e.g. <c>cilium 1.20.0</c>.</summary>
    public string Title => $"{Chart} {Version}";

    /// <summary>Reads a contract file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ContractFormatException">A line cannot be understood.</exception>
    public static ChartContract Load(string path)
    {
        using var reader = File.OpenText(path);
        return Read(reader);
    }

    /// <summary>Reads a contract.</summary>
    /// <param name="reader">Its text; the first line is <c># chart version</c>.</param>
    /// <exception cref="ContractFormatException">A line cannot be understood.</exception>
    public static ChartContract Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.ReadLine()?.TrimEnd().Split(' ') is not ["#", { Length: > 0 } chart, { Length: > 0 } version])
            throw new ContractFormatException("Line 1: a chart contract begins with '# chart version'.");
        var contract = new ChartContract(chart, version);
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] is '#')
                continue;
            try
            {
                contract.Add(line);
            }
            catch (FormatException wrong)
            {
                throw new ContractFormatException($"Line {number}: {wrong.Message}.", wrong);
            }
        }
        return contract;
    }

    /// <summary>What <paramref name="values"/> give the chart in vain, or in the wrong type.</summary>
    /// <param name="values">Values as recorded or configured: maps, lists, text, numbers, booleans. Null is always
    /// right: with it Helm takes a default away.</param>
    /// <returns>Violations by path; none when all is well.</returns>
    public IReadOnlyList<ContractViolation> Check(IReadOnlyDictionary<string, object> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<ContractViolation> found = [];
        HashSet<string> explained = [];
        foreach (var key in dead.Where(key => key.Speaks(values)))
        {
            explained.Add(key.Setting.Path);
            found.Add(new(key.Setting.ToString(), ContractRule.Dead, Sentence(key.Reason)));
        }
        foreach (var need in needs.Where(need => need.Setting.Holds(values) && !need.Other.Holds(values)))
            found.Add(new(need.Setting.ToString(), ContractRule.Incomplete, $"needs {need.Other}: {Sentence(need.Reason)}"));
        CheckMap(root, values, "", "", explained, found);
        found.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return found;
    }

    void Add(string line)
    {
        var words = line.Split(' ', 3);
        switch (line[0])
        {
            case '!' when line.Split(' ', 2) is [var key, var reason]:
                dead.Add(new(ChartSetting.Parse(key[1..]), reason));
                break;
            case '?' when words is [var key, var other, var reason]:
                needs.Add(new(ChartSetting.Parse(key[1..]), ChartSetting.Parse(other), reason));
                break;
            case '!' or '?':
                throw new FormatException("a rule needs a reason: '!path reason' or '?path other reason'");
            default:
                var text = line.AsSpan(line[0] is '+' ? 1 : 0);
                var space = text.IndexOf(' ');
                if (space <= 0)
                    throw new FormatException("a key needs a type: 'path type'");
                var node = root;
                foreach (var step in ContractPath.Split(text[..space].ToString()))
                    node = node.At(step);
                node.Read(text[(space + 1)..]);
                break;
        }
    }

    // `path` is shown, with the index of list elements; `rulePath` is what rules are written with.
    void CheckMap(ChartNode node, IReadOnlyDictionary<string, object> map, string path, string rulePath, HashSet<string> explained,
        List<ContractViolation> found)
    {
        foreach (var (key, value) in map)
        {
            var (here, rule) = (ContractPath.Join(path, key), ContractPath.Join(rulePath, key));
            if (explained.Contains(rule))
                continue;
            if (node.Keys.TryGetValue(key, out var known) || (known = node.AnyKey) is not null)
                CheckValue(known, value, here, rule, explained, found);
            else if (!node.IsOpen && !ExplainedBelow(value, rule, explained))
                found.Add(new(here, ContractRule.Unknown, "The chart reads no such key.", Nearest(node, key, path)));
        }
    }

    void CheckValue(ChartNode node, object? value, string path, string rulePath, HashSet<string> explained, List<ContractViolation> found)
    {
        var kind = ValueKinds.Of(value);
        if (kind is ValueKind.None)
            return;
        if ((node.Kinds & kind) == 0)
        {
            found.Add(new(path, ContractRule.WrongType, $"Is {ValueKinds.Words(kind)}, but the chart reads {ValueKinds.Words(node.Kinds)}."));
            return;
        }
        if (value is IReadOnlyDictionary<string, object> map)
            CheckMap(node, map, path, rulePath, explained, found);
        else if (value is IList list && node.Element is { } element)
        {
            for (var i = 0; i < list.Count; i++)
                CheckValue(element, list[i], $"{path}[{i}]", rulePath + ContractPath.Element, explained, found);
        }
        else if (node.Allowed is { } allowed && value is string text && !allowed.Contains(text))
            found.Add(new(path, ContractRule.NotAllowed, $"Must be one of: {AllowedValues.Words(allowed)}.", NearestName.Find(text, allowed)));
        else if (node.Allowed is { } numbers && value is double number && !numbers.Contains(number.ToString(CultureInfo.InvariantCulture)))
            found.Add(new(path, ContractRule.NotAllowed, $"Must be one of: {AllowedValues.Words(numbers)}."));
    }

    // A rule that names a key below an unknown one (`logs.general.level`) says all there is to say, if nothing else stands there.
    static bool ExplainedBelow(object? value, string path, HashSet<string> explained) =>
        value is IReadOnlyDictionary<string, object> { Count: > 0 } map
        && map.All(pair => ContractPath.Join(path, pair.Key) is var below && (explained.Contains(below) || ExplainedBelow(pair.Value, below, explained)));

    string? Nearest(ChartNode node, string key, string path)
    {
        if (NearestName.Find(key, node.Keys.Keys) is { } sibling)
            return ContractPath.Join(path, sibling);
        pathsByKey ??= Paths(root, "").ToLookup(entry => entry.Key, entry => entry.Path, StringComparer.OrdinalIgnoreCase);
        return pathsByKey[key]
            .OrderByDescending(candidate => CommonPrefix(candidate, path)).ThenBy(candidate => candidate.Length)
            .ThenBy(candidate => candidate, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    static IEnumerable<(string Key, string Path)> Paths(ChartNode node, string path)
    {
        foreach (var (key, child) in node.Keys)
        {
            var here = ContractPath.Join(path, key);
            yield return (key, here);
            foreach (var below in Paths(child, here))
                yield return below;
        }
    }

    static int CommonPrefix(string left, string right)
    {
        var length = 0;
        while (length < left.Length && length < right.Length && left[length] == right[length])
            length++;
        return length;
    }

    static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.";
}
