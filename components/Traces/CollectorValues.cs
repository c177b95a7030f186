using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Traces;

/// <summary>The collector chart's values. Its schema is closed: a misspelt key fails the installation.</summary>
static class CollectorValues
{
    public const int Metrics = 8888;

    // The collector itself replaces it; the chart sets the variable.
    const string PodIp = "${env:MY_POD_IP}";

    public static ResourceRequests Collector(Sizing sizing) => sizing.Growing(20, 96);

    public static ValueTree For(PlatformContext platform) => new()
    {
        ["mode"] = "deployment",
        ["replicaCount"] = platform.Sizing.Replicas,
        ["image.repository"] = "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s",
        ["command.name"] = "otelcol-k8s",
        ["presets.kubernetesAttributes.enabled"] = true,
        // In place of the chart's configuration, which is merged with what one gives and so keeps receivers and pipelines that nobody uses.
        ["alternateConfig"] = Config,
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
        ["priorityClassName"] = Priority.Core,
        ["topologySpreadConstraints"] = platform.Sizing.IsRedundant ? Place.Spread(Tempo.CollectorPeer.Labels) : null,
        ["serviceMonitor.enabled"] = platform.Monitoring,
    };

    // Traces in, traces out. The chart adds the processor that says whose pod it was, and the probes ask the extension.
    static ValueTree Config => new()
    {
        ["receivers.otlp.protocols.grpc.endpoint"] = $"{PodIp}:4317",
        ["receivers.otlp.protocols.http.endpoint"] = $"{PodIp}:4318",
        // Of the container's own memory limit.
        ["processors.memory_limiter.check_interval"] = "5s",
        ["processors.memory_limiter.limit_percentage"] = 80,
        ["processors.memory_limiter.spike_limit_percentage"] = 25,
        ["processors.batch"] = new ValueTree(),
        // The slash is part of the name: an exporter of type otlp.
        ["exporters.otlp/tempo.endpoint"] = "tempo:4317",
        ["exporters.otlp/tempo.tls.insecure"] = true,
        ["extensions.health_check.endpoint"] = $"{PodIp}:13133",
        ["service.extensions"] = new[] { "health_check" },
        ["service.pipelines.traces.receivers"] = new[] { "otlp" },
        ["service.pipelines.traces.processors"] = new[] { "memory_limiter", "batch" },
        ["service.pipelines.traces.exporters"] = new[] { "otlp/tempo" },
        ["service.telemetry.metrics.readers"] = new[]
        {
            new ValueTree { ["pull.exporter.prometheus.host"] = PodIp, ["pull.exporter.prometheus.port"] = Metrics },
        },
    };
}
