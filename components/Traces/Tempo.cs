using System.Collections.Immutable;
using Basecamp.Components.Durability;
using Basecamp.Components.Monitoring;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;

namespace Basecamp.Components.Traces;

/// <summary>Tempo, and in front of it the OpenTelemetry collector that apps send to: what comes after it can change without any app.</summary>
public sealed class Tempo : PlatformComponent
{
    /// <summary>Their namespace.</summary>
    public const string NamespaceName = "tempo-system";

    const string Collector = "opentelemetry-collector";

    const int Port = 3200;

    internal const string CredentialsSecret = "tempo-s3";

    static readonly ImmutableSortedDictionary<string, string> TempoLabels = Workload.Named("tempo");

    /// <summary>The collector's pods, for apps that send traces.</summary>
    public static Peer.Pods CollectorPeer { get; } = new(NamespaceName, Workload.Named(Collector));

    /// <summary>Installs Tempo and the collector.</summary>
    public Tempo(string name, TempoArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Tempo", name, args, options)
    {
        Namespace(new() { Name = "tempo", HoldsState = true, Rules = [.. RulesFor(args)] });
        if (args.Store is { } store)
            First(store.CredentialsSecret($"{name}-s3", CredentialsSecret, NamespaceName, DirectChild()));
        Chart(Catalog.Charts.Tempo, "tempo", NamespaceName, TempoValues.For(Platform, args), [TempoWorkload]);
        Chart(Catalog.Charts.OpenTelemetryCollector, Collector, NamespaceName, CollectorValues.For(Platform), [CollectorWorkload]);
        if (args.Store is { Peer: Peer.Pods pods, Port: var port })
            Connect("tempo-to-object-store", new(NamespaceName, TempoLabels), pods, port);
        if (Platform.Monitoring)
        {
            Connect("grafana-to-tempo", MonitoringPeers.Grafana, new(NamespaceName, TempoLabels), Port);
            Connect("tempo-to-prometheus", new(NamespaceName, TempoLabels), MonitoringPeers.Prometheus, 9090);
            _ = new ConfigMap(
                $"{name}-datasource",
                GrafanaDatasource.Of("tempo-datasource", NamespaceName, "Tempo", "tempo", $"http://tempo.{NamespaceName}.svc:{Port}", "{ serviceMap: { datasourceUid: prometheus } }"),
                Child());
        }
        if (args.Store is null or { IsInCluster: true })
            Holds(new HeldState
            {
                Id = "tempo/traces",
                What = "traces in Tempo",
                Loss = LossKind.Tolerable,
                Consequence = "Traces of the past are lost; new ones are kept as before.",
                Medium = StateMedium.Volume,
                Namespace = NamespaceName,
                StorageClass = args.Traces.StorageClass,
            });
        Alerts(NamespaceName, [.. TraceAlerts.All]);
        Deliver();
    }

    static IEnumerable<NetworkRule> RulesFor(TempoArgs args)
    {
        // The collector asks whose pod an address is.
        yield return NetworkRule.ToApiServer with { Subject = CollectorPeer.Labels };
        yield return NetworkRule.FromAllPods("allow-otlp", 4317, 4318) with { Subject = CollectorPeer.Labels };
        yield return NetworkRule.FromPrometheus(Port, CollectorValues.Metrics);
        if (args.Store is { Peer: not Peer.Pods } store)
            yield return new("allow-object-store", Direction.Egress, store.Peer, [new("", store.Port)]) { Subject = TempoLabels };
    }

    Workload TempoWorkload => new()
    {
        Name = "tempo",
        Kind = WorkloadKind.StatefulSet,
        Labels = TempoLabels,
        Ports = [new("prom-metrics", Port), new("otlp-grpc", 4317), new("otlp-http", 4318)],
        Requests = TempoValues.Tempo(Platform.Sizing),
    };

    Workload CollectorWorkload => new()
    {
        Name = Collector,
        Labels = CollectorPeer.Labels,
        Replicas = Platform.Sizing.Replicas,
        Ports = [new("otlp", 4317), new("otlp-http", 4318), new("metrics", CollectorValues.Metrics)],
        Requests = CollectorValues.Collector(Platform.Sizing),
    };
}
