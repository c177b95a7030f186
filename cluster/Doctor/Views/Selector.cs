using System.Collections.Immutable;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cluster.Doctor.Views;

/// <summary>Label selectors as Kubernetes evaluates them.</summary>
static class Selector
{
    /// <summary>Whether <c>matchLabels</c> and <c>matchExpressions</c> are met. An empty selector selects everything.</summary>
    public static bool Matches(ImmutableDictionary<string, object> selector, IReadOnlyDictionary<string, string> labels) =>
        IsSubset(selector.TextMap("matchLabels"), labels) && selector.Maps("matchExpressions").All(expression => Meets(expression, labels));

    /// <summary>Whether all of <paramref name="wanted"/> are among <paramref name="labels"/>.</summary>
    public static bool IsSubset(IReadOnlyDictionary<string, string> wanted, IReadOnlyDictionary<string, string> labels) =>
        wanted.All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value);

    /// <summary>Whether one expression is met, those of nodes included.</summary>
    public static bool Meets(ImmutableDictionary<string, object> expression, IReadOnlyDictionary<string, string> labels) =>
        LabelExpression.IsMet(expression, labels.GetValueOrDefault(expression.Text("key") ?? ""));

    /// <summary>As kubectl's <c>-l</c> takes it: <c>a=b,c=d</c>.</summary>
    public static string Text(IReadOnlyDictionary<string, string> labels) =>
        string.Join(',', labels.Where(label => SafeName.Is(label.Key) && (label.Value.Length == 0 || SafeName.Is(label.Value))).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
}
