using Basecamp.Components.Workloads;

namespace Basecamp.Components.Network;

/// <summary>Where the monitoring stack's pods are, which every namespace with metrics, logs or traces has to know.</summary>
public static class MonitoringPeers
{
    /// <summary>Namespace of the monitoring stack.</summary>
    public const string Namespace = "monitoring-system";

    /// <summary>The Prometheus pods; the operator labels them.</summary>
    public static Peer.Pods Prometheus { get; } = new(Namespace, Workload.Named("prometheus"));

    /// <summary>The Alertmanager pods; the operator labels them.</summary>
    public static Peer.Pods Alertmanager { get; } = new(Namespace, Workload.Named("alertmanager"));

    /// <summary>The Grafana pods.</summary>
    public static Peer.Pods Grafana { get; } = new(Namespace, Workload.Named("grafana"));
}
