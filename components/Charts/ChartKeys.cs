using System.Diagnostics.CodeAnalysis;
using Basecamp.Components.Configuration;

namespace Basecamp.Components.Charts;

/// <summary>
/// The values that a chart reads, from a file with one path a line. Helm takes a misspelt value without a word; here it is a finding.
/// </summary>
/// <remarks>
/// The format is that of tests/contracts/charts/README.md, whose script makes such a file of any chart. Lines that begin with <c>!</c> or
/// <c>?</c>, rules beyond names and types, are left to tests. A value that passes is one the chart looks at, not one that is right.
/// </remarks>
public sealed class ChartKeys
{
    readonly ChartKey root;

    ChartKeys(string chart, string version, ChartKey root) => (Chart, Version, this.root) = (chart, version, root);

    /// <summary>Name of the chart.</summary>
    public string Chart { get; }

    /// <summary>Version of the chart.</summary>
    public string Version { get; }

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">Its first line is <c># chart version</c>.</param>
    /// <param name="keys">What the chart reads; null when the text cannot be understood.</param>
    /// <param name="mistake">What cannot be understood, as the end of a sentence about the file.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out ChartKeys? keys, [NotNullWhen(false)] out string? mistake)
    {
        (keys, mistake) = (null, null);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines[0].Split(' ') is not ["#", { Length: > 0 } chart, { Length: > 0 } version])
        {
            mistake = "does not begin with a line `# chart version`";
            return false;
        }
        var root = new ChartKey();
        foreach (var (index, line) in lines.Index().Skip(1))
        {
            if (line.Length == 0 || line[0] is '#' or '!' or '?' || root.TryAdd(line.TrimStart('+')))
                continue;
            mistake = $"has a line {index + 1} that is no path and type";
            return false;
        }
        keys = new(chart, version, root);
        return true;
    }

    /// <summary>Adds what the chart would not read, or reads as something else.</summary>
    /// <param name="values">Values for the chart.</param>
    /// <param name="problems">Findings, at the place of the values.</param>
    public void Check(FreeMap values, Problems problems) => CheckMap(root, values.Entries, "", problems);

    void CheckMap(ChartKey key, IReadOnlyDictionary<string, object> map, string path, Problems problems)
    {
        foreach (var (name, value) in map)
        {
            var (at, here) = (problems.At(ConfigurationNames.EntryPath(name)), path.Length == 0 ? name : $"{path}.{name}");
            if (key.Below(name) is { } known)
                CheckValue(known, value, here, at);
            else if (!key.IsOpen)
                at.Add("", $"is nothing that {Chart} {Version} reads: Helm would ignore it.{Suggestion(key, name, path)}");
        }
    }

    void CheckValue(ChartKey key, object value, string path, Problems problems)
    {
        if (!key.Takes(value))
            problems.Add("", $"is {ValueTypes.Words(ValueTypes.Of(value))}, but {Chart} {Version} reads {ValueTypes.Words(key.Types)} here.");
        else if (value is IReadOnlyDictionary<string, object> map)
            CheckMap(key, map, path, problems);
        else if (value is List<object> list && key.Element is { } element)
            foreach (var (index, entry) in list.Index())
                CheckValue(element, entry, $"{path}[]", problems.At($"[{index}]"));
        else if (key.Allowed is { } allowed && value is string text && !allowed.Contains(text))
            problems.Add("", $"is {Shown.Text(text)}, but {Chart} {Version} takes {Shown.OneOf(allowed)}.");
    }

    // Among its neighbours first; then the same name elsewhere, nearest first.
    string Suggestion(ChartKey key, string name, string path)
    {
        if (NearestName.Suggest(name, key.Names) is { Length: > 0 } near)
            return near;
        var elsewhere = root.PathsTo(name).OrderByDescending(other => CommonLength(other, path)).ThenBy(other => other.Length).ThenBy(other => other, StringComparer.Ordinal)
            .FirstOrDefault();
        return elsewhere is null ? "" : $" Did you mean `{elsewhere}`?";
    }

    static int CommonLength(string left, string right) => left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
}
