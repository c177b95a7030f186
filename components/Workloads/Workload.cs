using System.Collections.Immutable;

namespace Basecamp.Components.Workloads;

/// <summary>
/// Pods that a chart starts, as far as the rest of the platform has to know them: what selects them, where they listen, what they ask for.
/// Charts are rendered by Helm and not here, so a component states them; tests compare them with what the pinned chart really renders.
/// </summary>
public sealed record Workload
{
    /// <summary>Name of the Deployment, StatefulSet or DaemonSet.</summary>
    public required string Name { get; init; }

    /// <summary>What keeps the pods running. Default a Deployment.</summary>
    public WorkloadKind Kind { get; init; } = WorkloadKind.Deployment;

    /// <summary>Pods; of a DaemonSet, pods per node. Default 1.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Labels of the pods that select them.</summary>
    public required ImmutableSortedDictionary<string, string> Labels { get; init; }

    /// <summary>Where the pods listen. Default: nowhere.</summary>
    public ImmutableArray<WorkloadPort> Ports { get; init; } = [];

    /// <summary>What one pod asks for. Default: nothing.</summary>
    public ResourceRequests Requests { get; init; } = ResourceRequests.None;

    /// <summary>Whether the pods use their node's network: then no NetworkPolicy applies to them. Default false.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>The namespace when it differs from the chart's. Default null.</summary>
    public string? Namespace { get; init; }

    /// <summary>Labels as charts set them: <c>app.kubernetes.io/name</c> and, when given, <c>app.kubernetes.io/component</c>.</summary>
    public static ImmutableSortedDictionary<string, string> Named(string name, string? component = null)
    {
        var labels = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add("app.kubernetes.io/name", name);
        return component is null ? labels : labels.Add("app.kubernetes.io/component", component);
    }
}
