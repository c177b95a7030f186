namespace Basecamp.Components.Topology;

/// <summary>
/// How fast a dead node is noticed and its pods move. Kubernetes' own defaults (10 s, 40 s, 300 s) take over five minutes.
/// </summary>
public sealed record FailoverSpec
{
    /// <summary>How often a kubelet reports its status. Default 4 s; at most a quarter of <see cref="NodeMonitorGracePeriod"/>.</summary>
    public TimeSpan NodeStatusUpdateFrequency { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Silence after which a node is marked unhealthy. Default 16 s.</summary>
    public TimeSpan NodeMonitorGracePeriod { get; init; } = TimeSpan.FromSeconds(16);

    /// <summary>How long pods stay on an unreachable or not-ready node before they are evicted. Default 30 s.</summary>
    public TimeSpan PodToleration { get; init; } = TimeSpan.FromSeconds(30);
}
