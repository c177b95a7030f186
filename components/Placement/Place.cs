using System.Collections.Immutable;
using Basecamp.Components.Charts;
using Basecamp.Components.Platform;
using Basecamp.Components.Topology;

namespace Basecamp.Components.Placement;

/// <summary>Where pods go: node selectors, tolerations and spread, as charts and pod templates take them.</summary>
public static class Place
{
    /// <summary>Label of K3s' servers; its value is <c>true</c>.</summary>
    public const string ControlPlaneLabel = "node-role.kubernetes.io/control-plane";

    /// <summary>Selector of servers.</summary>
    public static ImmutableSortedDictionary<string, string> OnServers { get; } =
        ImmutableSortedDictionary<string, string>.Empty.Add(ControlPlaneLabel, "true");

    /// <summary>What lets pods onto servers that keep ordinary pods away.</summary>
    public static ImmutableArray<ValueTree> TolerateServers { get; } =
    [
        new() { ["key"] = ControlPlaneLabel, ["operator"] = "Exists", ["effect"] = "NoSchedule" },
        new() { ["key"] = "node-role.kubernetes.io/etcd", ["operator"] = "Exists" },
        new() { ["key"] = "CriticalAddonsOnly", ["operator"] = "Exists" },
    ];

    /// <summary>What lets pods onto every node, ready or not: what makes nodes work in the first place.</summary>
    public static ImmutableArray<ValueTree> TolerateEverything { get; } = [new() { ["operator"] = "Exists" }];

    /// <summary>
    /// Node affinity that keeps pods off servers where there are agents; null where there are none, because then servers run everything.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    public static ValueTree? OnAgents(ClusterFacts cluster) => cluster.Nodes.All(node => node.Role == NodeRole.Server)
        ? null
        : new()
        {
            ["nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms"] =
                new[] { new ValueTree { ["matchExpressions"] = new[] { NoServer } } },
        };

    /// <summary>Expression that selects nodes which are no servers.</summary>
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
