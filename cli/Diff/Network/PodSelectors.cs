using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Network;

/// <summary>Pods that a policy speaks of, as far as labels say: they stand for workloads that a state does not show, such as those of charts.
/// </summary>
static class PodSelectors
{
    const string NameLabel = "kubernetes.io/metadata.name";

    static readonly string[] NamespaceKeys = ["k8s:io.kubernetes.pod.namespace", "io.kubernetes.pod.namespace"];

    static readonly string[] Prefixes = ["k8s:", "any:"];

    /// <summary>Every selector of a policy that names labels, with its namespace.</summary>
    public static IEnumerable<(string Namespace, ImmutableSortedDictionary<string, string> Labels)> Of(DiffObject policy)
    {
        foreach (var map in PlainValues.AllMapsIn(policy.At("spec") ?? policy.At("specs")))
        {
            foreach (var selected in policy.Id.Group == "cilium.io" ? Cilium(policy, map) : Standard(policy, map))
            {
                if (!selected.Labels.IsEmpty)
                    yield return selected;
            }
        }
    }

    static IEnumerable<(string Namespace, ImmutableSortedDictionary<string, string> Labels)> Standard(DiffObject policy, ImmutableDictionary<string, object> map)
    {
        if (map.GetValueOrDefault("podSelector") is not ImmutableDictionary<string, object> selector)
            yield break;
        var ns = map.ContainsKey("namespaceSelector")
            ? map.Map("namespaceSelector").Map("matchLabels").Text(NameLabel)
            : policy.Id.Namespace ?? "default";
        if (ns is not null)
            yield return (ns, Labels(selector));
    }

    static IEnumerable<(string Namespace, ImmutableSortedDictionary<string, string> Labels)> Cilium(DiffObject policy, ImmutableDictionary<string, object> map)
    {
        var selectors = new[] { map.Map("endpointSelector") }
            .Concat(map.Maps("fromEndpoints")).Concat(map.Maps("toEndpoints"));
        foreach (var selector in selectors.Where(selector => !selector.IsEmpty))
        {
            var labels = Labels(selector);
            var ns = NamespaceKeys.Select(key => labels.GetValueOrDefault(key)).FirstOrDefault(given => given is not null) ?? policy.Id.Namespace;
            if (ns is not null)
                yield return (ns, Plain(labels));
        }
    }

    // Labels that a selected pod has at least.
    static ImmutableSortedDictionary<string, string> Labels(ImmutableDictionary<string, object> selector)
    {
        var labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in selector.Map("matchLabels"))
        {
            if (value is string text)
                labels[key] = text;
        }
        foreach (var expression in selector.Maps("matchExpressions"))
        {
            if (expression.Text("key") is not { } key || labels.ContainsKey(key))
                continue;
            if (expression.Text("operator") is "In" && expression.Texts("values").FirstOrDefault() is { } first)
                labels[key] = first;
            else if (expression.Text("operator") is "Exists")
                labels[key] = "any";
        }
        return labels.ToImmutable();
    }

    static ImmutableSortedDictionary<string, string> Plain(ImmutableSortedDictionary<string, string> labels) => labels
        .Where(label => !NamespaceKeys.Contains(label.Key) && !label.Key.Contains("io.cilium.k8s", StringComparison.Ordinal)
            && !label.Key.StartsWith("reserved:", StringComparison.Ordinal))
        .Select(label => KeyValuePair.Create(
            Prefixes.FirstOrDefault(prefix => label.Key.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? label.Key[prefix.Length..] : label.Key,
            label.Value))
        .DistinctBy(label => label.Key)
        .ToImmutableSortedDictionary(StringComparer.Ordinal);
}
