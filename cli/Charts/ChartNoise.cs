using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Charts;

/// <summary>
/// Takes away what changes in every object with every version of a chart and says nothing: the labels with the version of the chart and of what it brings,
/// checksums of other objects, which are compared themselves, and what definitions explain to people.
/// </summary>
static partial class ChartNoise
{
    /// <summary>The object without it.</summary>
    /// <param name="body">The object.</param>
    /// <param name="chart">Chart and version as charts write them into labels: <c>name-version</c>.</param>
    public static ImmutableDictionary<string, object> Fold(ImmutableDictionary<string, object> body, string chart) =>
        (ImmutableDictionary<string, object>)FoldIn(body, chart);

    static object FoldIn(object value, string chart) => value switch
    {
        // A definition describes metadata, and has none below its own.
        ImmutableDictionary<string, object> map => map.ToImmutableDictionary(
            entry => entry.Key,
            entry => entry.Key switch
            {
                "metadata" when entry.Value is ImmutableDictionary<string, object> metadata => Metadata(metadata, chart),
                // What stands in these can never change again, so that a version in there is a mistake to be seen: the next upgrade fails.
                "volumeClaimTemplates" or "selector" => entry.Value,
                "schema" when map.ContainsKey("served") => WithoutDescriptions(entry.Value),
                "additionalPrinterColumns" when map.ContainsKey("served") => WithoutDescriptions(entry.Value),
                _ => entry.Value is null ? null! : FoldIn(entry.Value, chart),
            },
            StringComparer.Ordinal),
        ImmutableArray<object> list => list.Select(item => item is null ? null! : FoldIn(item, chart)).ToImmutableArray(),
        _ => value,
    };

    // A property may be called so: then it is a map. A default is a value, whatever is in it.
    static object WithoutDescriptions(object value) => value switch
    {
        ImmutableDictionary<string, object> map => map.Where(entry => entry is not { Key: "description", Value: string }).ToImmutableDictionary(
            entry => entry.Key, entry => entry.Value is null || entry.Key == "default" ? entry.Value! : WithoutDescriptions(entry.Value), StringComparer.Ordinal),
        ImmutableArray<object> list => list.Select(item => item is null ? null! : WithoutDescriptions(item)).ToImmutableArray(),
        _ => value,
    };

    static ImmutableDictionary<string, object> Metadata(ImmutableDictionary<string, object> metadata, string chart) =>
        Without(
            Without(metadata, "labels", (key, value) => key is "helm.sh/chart" or "app.kubernetes.io/version" || (key == "chart" && Equals(value, chart))),
            "annotations", (key, _) => Checksum().IsMatch(key));

    static ImmutableDictionary<string, object> Without(ImmutableDictionary<string, object> metadata, string member, Func<string, object, bool> isNoise)
    {
        var all = metadata.Map(member);
        var kept = all.Where(entry => !isNoise(entry.Key, entry.Value)).ToImmutableDictionary(StringComparer.Ordinal);
        return kept.Count == all.Count ? metadata : kept.IsEmpty ? metadata.Remove(member) : metadata.SetItem(member, kept);
    }

    // checksum/config, cilium.io/cilium-configmap-checksum.
    [GeneratedRegex(@"(^|[/._-])(checksum|sha256sum)([/._-]|$)")]
    private static partial Regex Checksum();
}
