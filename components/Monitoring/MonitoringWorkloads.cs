using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Network;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Monitoring;

/// <summary>What the chart starts.</summary>
static class MonitoringWorkloads
{
    public static ImmutableArray<Workload> For(PlatformContext platform) =>
    [
        new()
        {
            Name = $"prometheus-{MonitoringValues.Release}",
            Kind = WorkloadKind.StatefulSet,
            Labels = MonitoringPeers.Prometheus.Labels,
            Replicas = MonitoringValues.Replicas(platform),
            Ports = [new("http-web", 9090), new("reloader-web", 8080)],
            Requests = Sum(MonitoringValues.Prometheus(platform.Sizing), MonitoringValues.ConfigReloader),
        },
        new()
        {
            Name = $"alertmanager-{MonitoringValues.Release}",
            Kind = WorkloadKind.StatefulSet,
            Labels = MonitoringPeers.Alertmanager.Labels,
            Replicas = MonitoringValues.Replicas(platform),
            Ports = [new("http-web", 9093), new("mesh-tcp", 9094), new("mesh-udp", 9094, PortProtocol.Udp), new("reloader-web", 8080)],
            Requests = Sum(MonitoringValues.Alertmanager, MonitoringValues.ConfigReloader),
        },
        new()
        {
            Name = $"{MonitoringValues.Release}-grafana",
            Labels = MonitoringPeers.Grafana.Labels,
            Ports = [new("grafana", 3000)],
            // Two sidecars: dashboards and datasources.
            Requests = Sum(MonitoringValues.Grafana, Sum(MonitoringValues.GrafanaSidecar, MonitoringValues.GrafanaSidecar)),
        },
        new()
        {
            Name = $"{MonitoringValues.Release}-operator",
            Labels = Workload.Named("kube-prometheus-stack-prometheus-operator", "prometheus-operator"),
            Ports = [new("https", 10250)],
            Requests = MonitoringValues.Operator,
        },
        new()
        {
            Name = $"{MonitoringValues.Release}-kube-state-metrics",
            Labels = Workload.Named("kube-state-metrics", "metrics"),
            Ports = [new("http", 8080)],
            Requests = MonitoringValues.StateMetrics(platform.Sizing),
        },
        new()
        {
            Name = $"{MonitoringValues.Release}-prometheus-node-exporter",
            Kind = WorkloadKind.DaemonSet,
            Namespace = MonitoringStack.NodeExporterNamespace,
            Labels = Workload.Named("prometheus-node-exporter", "metrics"),
            Ports = [new("http-metrics", ScrapedPorts.NodeExporter)],
            HostNetwork = true,
            Requests = MonitoringValues.NodeExporter,
        },
    ];

    static ResourceRequests Sum(ResourceRequests one, ResourceRequests other) =>
        new(one.CpuMillis + other.CpuMillis, one.MemoryMebibytes + other.MemoryMebibytes, one.MemoryLimit + other.MemoryLimit);
}
