using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Placement;
using Basecamp.Manifests.Objects;

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
        var selected = spec.TextMap("nodeSelector").All(label => Matches(LabelOf(node, label.Key), "In", [label.Value]));
        var terms = spec.Maps("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
            // The Cluster of CloudNativePG has it one level higher.
            .Concat(spec.Maps("nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")).ToList();
        var taints = isReserved ? TaintsOf(node).Append((Place.ControlPlaneLabel, "", "NoSchedule")) : TaintsOf(node);
        return selected
            && (terms.Count == 0 || terms.Exists(term => IsMet(term, node)))
            && taints.All(taint => spec.Maps("tolerations").Any(toleration => Tolerates(toleration, taint)));
    }

    static bool IsMet(ImmutableDictionary<string, object> term, NodeFacts node) =>
        term.Maps("matchExpressions").All(each => Matches(LabelOf(node, each.Text("key") ?? ""), each.Text("operator") ?? "", [.. each.Texts("values")]))
        && term.Maps("matchFields").All(each => Matches((true, node.Name), each.Text("operator") ?? "", [.. each.Texts("values")]));

    static bool Matches((bool IsKnown, string? Value) label, string how, IReadOnlyList<string> values) => !label.IsKnown || how switch
    {
        "In" => label.Value is not null && values.Contains(label.Value),
        "NotIn" => label.Value is null || !values.Contains(label.Value),
        "Exists" => label.Value is not null,
        "DoesNotExist" => label.Value is null,
        // Gt and Lt compare numbers of labels that nobody gives here.
        _ => true,
    };

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

    static bool Tolerates(ImmutableDictionary<string, object> toleration, (string Key, string Value, string Effect) taint) =>
        (toleration.Text("effect") is not { Length: > 0 } effect || effect == taint.Effect)
        && (toleration.Text("key") is { Length: > 0 } key
            ? key == taint.Key && (toleration.Text("operator") == "Exists" || (toleration.Text("value") ?? "") == taint.Value)
            : toleration.Text("operator") == "Exists");
}
