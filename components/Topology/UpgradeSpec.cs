namespace Basecamp.Components.Topology;

/// <summary>How a new K3s version rolls through the nodes: servers one by one, then agents.</summary>
public sealed record UpgradeSpec
{
    /// <summary>
    /// Evict a node's pods before it is upgraded. Default true; a lone node is never drained, its pods have nowhere to go.
    /// </summary>
    public bool Drain { get; init; } = true;

    /// <summary>How long a drain may take before the upgrade stops and the node is uncordoned. Default 5 min.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Agents out of service at the same time. Default 1.</summary>
    public int MaxUnavailableAgents { get; init; } = 1;

    /// <summary>Take an etcd snapshot before the first node changes. Default true.</summary>
    public bool SnapshotBefore { get; init; } = true;
}
