using System.Collections.Immutable;
using Basecamp.Components.Alerts;
using Basecamp.Components.Catalog;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Keda;

/// <summary>
/// KEDA: scales workloads by queues, schedules and Prometheus queries, down to zero. It is also what serves metrics to HorizontalPodAutoscalers:
/// a Prometheus adapter beside it would be a second configuration, far from the workload, for what a ScaledObject says next to it.
/// </summary>
public sealed class Keda : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "keda-system";

    internal const string OperatorName = "keda-operator";
    internal const string MetricsServerName = "keda-operator-metrics-apiserver";
    internal const string WebhooksName = "keda-admission-webhooks";

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.Keda];

    /// <summary>Installs KEDA.</summary>
    public Keda(string name, KedaArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Keda", name, args, options)
    {
        Namespace(new()
        {
            Name = "keda",
            Rules =
            [
                NetworkRule.ToApiServer,
                // Admission webhooks, and the external metrics that autoscalers ask the API server for.
                NetworkRule.FromApiServer(9443, 6443),
                NetworkRule.FromPrometheus(8080),
            ],
        });
        Chart(Catalog.Charts.Keda, "keda", NamespaceName, KedaValues.For(Platform), WorkloadsOf(Platform.Sizing));
        if (Platform.Monitoring)
            Connect("keda-to-prometheus", new(NamespaceName, LabelsOf(OperatorName)), MonitoringPeers.Prometheus, 9090);
        Alerts(NamespaceName, [.. KedaAlerts]);
        Deliver();
    }

    static IEnumerable<AlertRule> KedaAlerts =>
    [
        new()
        {
            Name = "KedaCannotScale",
            Expression = "sum by (exported_namespace, scaledObject) (increase(keda_scaled_object_errors_total[15m])) > 0",
            For = TimeSpan.FromMinutes(15),
            Summary = "KEDA cannot scale {{ $labels.exported_namespace }}/{{ $labels.scaledObject }}",
            Description = "The trigger's source does not answer, or its query is wrong. The workload keeps the replicas it has, or its fallback.",
            Runbook = "keda-scaling",
        },
        new()
        {
            Name = "KedaDown",
            Expression = """absent(up{job="keda-operator"} == 1)""",
            For = TimeSpan.FromMinutes(15),
            Summary = "KEDA's operator does not run",
            Description = "Nothing is scaled by ScaledObjects: what is at zero stays at zero, and load meets too few replicas.",
            Runbook = "keda-scaling",
        },
    ];

    static ImmutableArray<Workload> WorkloadsOf(Sizing sizing) =>
    [
        Of(OperatorName, sizing, KedaValues.Operator(sizing), [new("metrics", 8080), new("metricsservice", 9666)]),
        Of(MetricsServerName, sizing, KedaValues.MetricsServer, [new("https", 6443), new("metrics", 8080)]),
        Of(WebhooksName, sizing, KedaValues.Webhooks, [new("http", 9443)]),
    ];

    static Workload Of(string name, Sizing sizing, ResourceRequests requests, ImmutableArray<WorkloadPort> ports) => new()
    {
        Name = name,
        Labels = LabelsOf(name),
        Replicas = sizing.Replicas,
        Requests = requests,
        Ports = ports,
    };

    internal static ImmutableSortedDictionary<string, string> LabelsOf(string name) => ImmutableSortedDictionary<string, string>.Empty.Add("app", name);
}
