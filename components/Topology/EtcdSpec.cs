namespace Basecamp.Components.Topology;

/// <summary>Embedded etcd's timing. Slow disks lose leader elections and stop K3s (k3s#2853, k3s#6654).</summary>
public sealed record EtcdSpec
{
    /// <summary>Interval of the leader's heartbeat. Default 500 ms (etcd's own: 100 ms, too short for SD cards and shared disks).</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Silence after which followers elect a new leader. Default 5 s; at least five heartbeats, at most 50 s.</summary>
    public TimeSpan ElectionTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Serve etcd's metrics on the node address, for Prometheus. Default true.</summary>
    public bool ExposeMetrics { get; init; } = true;
}
