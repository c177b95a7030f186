using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Placement;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cli.Preview;

/// <summary>Whether a machine takes a pod, by the pod's selector, required affinity and tolerations.</summary>
/// <remarks>Source: <see href="https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/"/>.</remarks>
static class NodeFit
{
    // The role is the machine's by K3s, the others the kubelet's.
    const string Role = "basecamp.dev/role";

    // Labels that nobody knows before there is a node: its architecture, what cloud providers and discovery add.
    static readonly string[] Unknown =
        ["kubernetes.io/arch", "node.kubernetes.io/instance-type", "topology.kubernetes.io/region", "topology.kubernetes.io/zone"];

    /// <summary>Whether some taint that the stack file gives a machine keeps ordinary pods away.</summary>
    public static bool KeepsPodsAway(NodeFacts node) => TaintsOf(node).Any();

    /// <summary>Whether a machine takes a pod.</summary>
    /// <param name="node">The machine.</param>
    /// <param name="isReserved">Whether it is a server that agents relieve, which has K3s' taint.</param>
    /// <param name="spec">The pod's <c>spec</c>.</param>
    public static bool Takes(NodeFacts node, bool isReserved, ImmutableDictionary<string, object> spec)
    {
        var selected = spec.TextMap("nodeSelector").All(label => LabelOf(node, label.Key) is var (isKnown, value) && (!isKnown || value == label.Value));
        var terms = spec.Maps("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
            // The Cluster of CloudNativePG has it one level higher.
            .Concat(spec.Maps("nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")).ToList();
        IEnumerable<(string Key, string Value, string Effect)> taints =
            isReserved ? TaintsOf(node).Append((Place.ControlPlaneLabel, "", "NoSchedule")) : TaintsOf(node);
        return selected
            && (terms.Count == 0 || terms.Exists(term => IsMet(term, node)))
            && taints.All(taint => spec.Maps("tolerations").Any(toleration => Toleration.Matches(toleration, taint.Key, taint.Value, taint.Effect)));
    }

    static bool IsMet(ImmutableDictionary<string, object> term, NodeFacts node) =>
        term.Maps("matchExpressions").All(each =>
            LabelOf(node, each.Text("key") ?? "") is var (isKnown, value) && (!isKnown || LabelExpression.IsMet(each, value)))
        // metadata.name is the only field.
        && term.Maps("matchFields").All(each => LabelExpression.IsMet(each, node.Name));

    static (bool IsKnown, string? Value) LabelOf(NodeFacts node, string key)
    {
        var isServer = node.Role == NodeRole.Server;
        if (node.Labels?.GetValueOrDefault(key) is { } given)
            return (true, given);
        return key switch
        {
            "kubernetes.io/hostname" => (true, node.Name),
            "kubernetes.io/os" => (true, "linux"),
            Role => (true, isServer ? "control" : "worker"),
            Place.ControlPlaneLabel => (true, isServer ? "true" : null),
            _ => (!Unknown.Contains(key), null),
        };
    }

    static IEnumerable<(string Key, string Value, string Effect)> TaintsOf(NodeFacts node) =>
        from taint in node.Taints.IsDefault ? [] : node.Taints
        let effect = taint[(taint.LastIndexOf(':') + 1)..]
        where effect is "NoSchedule" or "NoExecute"
        let term = taint[..taint.LastIndexOf(':')].Split('=', 2)
        select (term[0], term.ElementAtOrDefault(1) ?? "", effect);
}
