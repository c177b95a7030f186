using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Keda;

/// <summary>The chart's values. It spells one workload in two ways: <c>metricsServer</c> and <c>metricServer</c>.</summary>
static class KedaValues
{
    public static ResourceRequests Operator(Sizing sizing) => sizing.Growing(20, 64);

    public static ResourceRequests MetricsServer { get; } = new(20, 64);

    public static ResourceRequests Webhooks { get; } = new(10, 32);

    public static ValueTree For(PlatformContext platform) => new()
    {
        ["crds.install"] = false,
        ["operator.replicaCount"] = platform.Sizing.Replicas,
        ["metricsServer.replicaCount"] = platform.Sizing.Replicas,
        ["webhooks.replicaCount"] = platform.Sizing.Replicas,
        ["priorityClassName"] = Priority.Core,
        ["topologySpreadConstraints.operator"] = Spread(platform, Keda.OperatorName),
        ["topologySpreadConstraints.metricsServer"] = Spread(platform, Keda.MetricsServerName),
        ["topologySpreadConstraints.webhooks"] = Spread(platform, Keda.WebhooksName),
        ["podDisruptionBudget.operator.maxUnavailable"] = platform.Sizing.IsRedundant ? 1 : null,
        ["podDisruptionBudget.metricServer.maxUnavailable"] = platform.Sizing.IsRedundant ? 1 : null,
        ["podDisruptionBudget.webhooks.maxUnavailable"] = platform.Sizing.IsRedundant ? 1 : null,
        ["resources.operator"] = Operator(platform.Sizing).ToValues(),
        ["resources.metricServer"] = MetricsServer.ToValues(),
        ["resources.webhooks"] = Webhooks.ToValues(),
        ["prometheus.operator.enabled"] = platform.Monitoring,
        ["prometheus.operator.serviceMonitor.enabled"] = platform.Monitoring,
        ["prometheus.metricServer.enabled"] = platform.Monitoring,
        ["prometheus.metricServer.serviceMonitor.enabled"] = platform.Monitoring,
    };

    static IReadOnlyList<ValueTree>? Spread(PlatformContext platform, string workload) =>
        platform.Sizing.IsRedundant ? Place.Spread(Keda.LabelsOf(workload)) : null;
}
