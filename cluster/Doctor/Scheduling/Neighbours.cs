using System.Collections.Immutable;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Scheduling;

/// <summary>What pods demand of the pods beside them.</summary>
static class Neighbours
{
    const string Required = "requiredDuringSchedulingIgnoredDuringExecution";

    public static IEnumerable<Obstacle> Of(PodView pod, NodeView node) => [.. Apart(pod, node), .. Together(pod, node), .. Spread(pod, node)];

    static IEnumerable<Obstacle> Apart(PodView pod, NodeView node)
    {
        foreach (var term in pod.Spec.Maps("affinity", "podAntiAffinity", Required))
            if (Beside(pod, node, term).FirstOrDefault() is { } other)
                yield return new(ObstacleKind.PodAntiAffinity, $"must not be beside {other.Name}");
        // What pods that are there demand counts just as much.
        foreach (var other in node.Pods.Where(each => !each.IsFinished && each.Owner != pod.Owner))
            if (other.Spec.Maps("affinity", "podAntiAffinity", Required).Any(term => Means(other, term, pod)))
                yield return new(ObstacleKind.PodAntiAffinity, $"{other.Namespace}/{other.Name} does not want it beside itself");
    }

    static IEnumerable<Obstacle> Together(PodView pod, NodeView node)
    {
        foreach (var term in pod.Spec.Maps("affinity", "podAffinity", Required))
        {
            // The first of pods that want to be together may go anywhere.
            var isFirst = Means(pod, term, pod) && !pod.Cluster.Pods.Any(each => each.Node is not null && !each.IsFinished && Means(pod, term, each));
            if (!isFirst && !Beside(pod, node, term).Any())
                yield return new(ObstacleKind.PodAffinity, $"must be beside {Selector.Text(term.TextMap("labelSelector", "matchLabels"))}");
        }
    }

    static IEnumerable<Obstacle> Spread(PodView pod, NodeView node)
    {
        foreach (var rule in pod.Spec.Maps("topologySpreadConstraints").Where(rule => rule.Text("whenUnsatisfiable") != "ScheduleAnyway"))
        {
            var key = rule.Text("topologyKey") ?? "";
            if (!node.Labels.TryGetValue(key, out var own))
            {
                yield return new(ObstacleKind.Spread, $"has no label {key}");
                continue;
            }
            // Nodes that the pod could never run on are no domains (nodeAffinityPolicy Honor); tainted ones are (nodeTaintsPolicy Ignore).
            var domains = pod.Cluster.Nodes.Where(each => each.Labels.ContainsKey(key) && Selector.IsSubset(pod.Spec.TextMap("nodeSelector"), each.Labels))
                .GroupBy(each => each.Labels[key], StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.SelectMany(each => each.Pods).Count(each =>
                    !each.IsFinished && !each.IsBeingDeleted && each.Namespace == pod.Namespace && Selector.Matches(rule.Map("labelSelector"), each.Labels)),
                        StringComparer.Ordinal);
            if (domains.TryGetValue(own, out var here) && here + 1 - domains.Values.Min() > Math.Max(1, rule.Count("maxSkew")))
                yield return new(ObstacleKind.Spread, $"{key}={own} has {here.ToString(System.Globalization.CultureInfo.InvariantCulture)} copies already");
        }
    }

    static IEnumerable<PodView> Beside(PodView pod, NodeView node, ImmutableDictionary<string, object> term) =>
        node.Labels.TryGetValue(term.Text("topologyKey") ?? "", out var domain)
            ? pod.Cluster.Nodes.Where(each => each.Labels.GetValueOrDefault(term.Text("topologyKey")!) == domain).SelectMany(each => each.Pods)
                .Where(each => !each.IsFinished && Means(pod, term, each))
            : [];

    static bool Means(PodView owner, ImmutableDictionary<string, object> term, PodView other)
    {
        var namespaces = term.Texts("namespaces").ToList();
        var isInside = namespaces.Count > 0 ? namespaces.Contains(other.Namespace, StringComparer.Ordinal)
            : term.At("namespaceSelector") is not ImmutableDictionary<string, object> selector ? other.Namespace == owner.Namespace
            : Selector.Matches(selector, owner.Cluster.Snapshot.Find("", "Namespace", null, other.Namespace)?.Labels() ?? new Dictionary<string, string>());
        return isInside && Selector.Matches(term.Map("labelSelector"), other.Labels);
    }
}
