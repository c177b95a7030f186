using Basecamp.Components.Charts;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Traces;

/// <summary>The collector chart's values. Its schema is closed: a misspelt key fails the installation.</summary>
static class CollectorValues
{
    public static ResourceRequests Collector(Sizing sizing) => sizing.Growing(20, 96);

    public static ValueTree For(PlatformContext platform) => new()
    {
        ["mode"] = "deployment",
        ["replicaCount"] = platform.Sizing.Replicas,
        ["image.repository"] = "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s",
        ["command.name"] = "otelcol-k8s",
        ["presets.kubernetesAttributes.enabled"] = true,
        // The slash is part of the name: an exporter of type otlp.
        ["config.exporters.otlp/tempo.endpoint"] = "tempo:4317",
        ["config.exporters.otlp/tempo.tls.insecure"] = true,
        ["config.service.pipelines.traces.receivers"] = new[] { "otlp" },
        ["config.service.pipelines.traces.exporters"] = new[] { "otlp/tempo" },
        ["ports.jaeger-compact.enabled"] = false,
        ["ports.jaeger-thrift.enabled"] = false,
        ["ports.jaeger-grpc.enabled"] = false,
        ["ports.zipkin.enabled"] = false,
        ["ports.metrics.enabled"] = true,
        ["resources"] = Collector(platform.Sizing).ToValues(),
        ["securityContext"] = Restricted.Container,
        ["podSecurityContext"] = Restricted.Pod(10001),
        ["podDisruptionBudget.enabled"] = platform.Sizing.IsRedundant,
        ["podDisruptionBudget.minAvailable"] = platform.Sizing.IsRedundant ? 1 : null,
        ["serviceMonitor.enabled"] = platform.Monitoring,
    };
}
