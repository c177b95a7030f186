using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Values;

namespace Basecamp.Components.Placement;

/// <summary>Where pods go: node selectors, tolerations and spread, as charts and pod templates take them.</summary>
public static class Place
{
    /// <summary>Label of K3s' servers; its value is <c>true</c>.</summary>
    public const string ControlPlaneLabel = "node-role.kubernetes.io/control-plane";

    /// <summary>What lets pods onto servers that keep ordinary pods away.</summary>
    public static ImmutableArray<ValueTree> TolerateServers { get; } =
    [
        new() { ["key"] = ControlPlaneLabel, ["operator"] = "Exists", ["effect"] = "NoSchedule" },
        new() { ["key"] = "node-role.kubernetes.io/etcd", ["operator"] = "Exists" },
        new() { ["key"] = "CriticalAddonsOnly", ["operator"] = "Exists" },
    ];

    /// <summary>
    /// What lets pods onto every machine that keeps others away by a taint of the stack file; null where there is none. For what each machine needs:
    /// volumes, backups, reboots, addresses.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    public static IReadOnlyList<ValueTree>? TolerateDeclared(ClusterFacts cluster)
    {
        var taints = cluster.DeclaredTaints;
        return taints.Count == 0 ? null : [.. taints.Select(Toleration)];
    }

    /// <summary>What lets pods onto every machine, servers and those with a taint of the stack file alike.</summary>
    /// <param name="cluster">The cluster.</param>
    public static IReadOnlyList<ValueTree> TolerateNodes(ClusterFacts cluster) => [.. TolerateServers, .. TolerateDeclared(cluster) ?? []];

    // `key=value:Effect` or `key:Effect`.
    static ValueTree Toleration(string taint)
    {
        var (term, effect) = (taint[..taint.LastIndexOf(':')], taint[(taint.LastIndexOf(':') + 1)..]);
        return term.Split('=', 2) is [var key, { Length: > 0 } value]
            ? new() { ["key"] = key, ["operator"] = "Equal", ["value"] = value, ["effect"] = effect }
            : new() { ["key"] = term.TrimEnd('='), ["operator"] = "Exists", ["effect"] = effect };
    }

    /// <summary>Expression that selects nodes which are not servers.</summary>
    public static ValueTree NoServer => new() { ["key"] = ControlPlaneLabel, ["operator"] = "DoesNotExist" };

    /// <summary>
    /// Spread over machines, then over zones, as evenly as possible. It is a preference, not a condition: on a cluster with fewer machines
    /// than pods, or with one machine down, a condition leaves pods pending for ever.
    /// </summary>
    /// <param name="labels">Labels of the pods.</param>
    public static ImmutableArray<ValueTree> Spread(ImmutableSortedDictionary<string, string> labels) =>
        [SpreadOver("kubernetes.io/hostname", labels), SpreadOver("topology.kubernetes.io/zone", labels)];

    static ValueTree SpreadOver(string topologyKey, ImmutableSortedDictionary<string, string> labels) => new()
    {
        ["maxSkew"] = 1,
        ["topologyKey"] = topologyKey,
        ["whenUnsatisfiable"] = "ScheduleAnyway",
        ["labelSelector.matchLabels"] = labels,
    };
}
