using Basecamp.Components.Workloads;

namespace Basecamp.Components.Network;

/// <summary>Where Prometheus is, which every namespace with metrics has to know.</summary>
public static class MonitoringPeers
{
    /// <summary>Namespace of the monitoring stack.</summary>
    public const string Namespace = "monitoring-system";

    /// <summary>The Prometheus pods; the operator labels them.</summary>
    public static Peer.Pods Prometheus { get; } = new(Namespace, Workload.Named("prometheus"));
}
