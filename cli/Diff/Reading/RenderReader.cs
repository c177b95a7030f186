using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Cli.Diff.Reading;

/// <summary>Reads the files of a render, or of any directory of manifests.</summary>
static class RenderReader
{
    static readonly string[] ObjectRoots = ["charts", "gitops", "kubernetes"];

    /// <summary>The objects in <paramref name="files"/>, in the order of their paths.</summary>
    /// <param name="files">Text by path with <c>/</c> between its parts.</param>
    /// <param name="isRender">Whether a render wrote them: then what is in other directories lands on machines.</param>
    public static IReadOnlyList<DiffObject> Read(IReadOnlyDictionary<string, string> files, bool isRender) =>
        [.. files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => ReadFile(file.Key, file.Value, isRender))];

    static IEnumerable<DiffObject> ReadFile(string path, string text, bool isRender)
    {
        var isYaml = path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal)
            || path.EndsWith(".json", StringComparison.Ordinal);
        if (isRender && !ObjectRoots.Contains(path.Split('/')[0]))
            return [OfFile(path, text, isYaml ? Documents(text) : null)];
        if (!isYaml || Documents(text) is not { } documents)
            return isYaml ? [OfFile(path, text, null)] : [];
        if (isRender && documents is [ImmutableDictionary<string, object> chart] && ChartOf(chart, path) is { } release)
            return [release];
        var objects = documents.SelectMany(document => ObjectReader.Read(document, path)).ToList();
        return objects.Count > 0 || documents.Count == 0 ? objects : [OfFile(path, text, documents)];
    }

    /// <summary>The chart that a map of <c>chart</c>, <c>version</c> and <c>values</c> describes; null when it describes none.</summary>
    public static DiffObject? ChartOf(ImmutableDictionary<string, object> chart, string place)
    {
        if (chart.ContainsKey("kind") || chart.Text("chart") is null || chart.Text("name") is not { } name || chart.Text("namespace") is not { } ns)
            return null;
        var id = ObjectId.OfChart(ns, name);
        return new(id, AppNames.Of(id, place), place, chart);
    }

    static DiffObject OfFile(string path, string text, IReadOnlyList<object>? documents)
    {
        var id = ObjectId.OfFile(path);
        var body = documents switch
        {
            [ImmutableDictionary<string, object> map] => map,
            { Count: > 1 } => ImmutableDictionary<string, object>.Empty.Add("documents", documents.ToImmutableArray()),
            // What cannot be read cannot be searched for what must not be shown.
            _ when text.Contains("Secret", StringComparison.Ordinal) => ImmutableDictionary<string, object>.Empty.Add("text", SecretValue.OfPlain(text)),
            _ => ImmutableDictionary<string, object>.Empty.Add("text", text),
        };
        return new(id, AppNames.Of(id, path), path, body);
    }

    static IReadOnlyList<object>? Documents(string text)
    {
        try
        {
            return ManifestYaml.Read(text);
        }
        catch (InvalidYamlException)
        {
            // A template, or a file for somebody else: compared as text.
            return null;
        }
    }
}
