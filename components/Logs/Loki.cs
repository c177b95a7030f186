using Basecamp.Components.Durability;
using Basecamp.Components.Monitoring;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;

namespace Basecamp.Components.Logs;

/// <summary>Loki in one piece: every replica does everything. Logs go to an object store, or without one to the volume of a single replica.</summary>
public sealed class Loki : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "loki-system";

    /// <summary>Its address in the cluster.</summary>
    public const string Url = $"http://loki.{NamespaceName}.svc:3100";

    /// <summary>Port it takes logs and answers queries on.</summary>
    public const int Port = 3100;

    internal const string CredentialsSecret = "loki-s3";

    /// <summary>The Loki pods.</summary>
    public static Peer.Pods Peer { get; } = new(NamespaceName, Workload.Named("loki", "single-binary"));

    /// <summary>Installs Loki.</summary>
    public Loki(string name, LokiArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Loki", name, args, options)
    {
        Namespace(new() { Name = "loki", HoldsState = true, Rules = [.. RulesFor(args)] });
        if (args.Store is { } store)
            First(store.CredentialsSecret($"{name}-s3", CredentialsSecret, NamespaceName, DirectChild()));
        Chart(Catalog.Charts.Loki, "loki", NamespaceName, LokiValues.For(Platform, args), LokiWorkloads.For(Platform, args));
        if (args.Store is { Peer: Network.Peer.Pods pods, Port: var port })
            Connect("loki-to-object-store", Peer, pods, port);
        if (Platform.Monitoring)
        {
            Connect("grafana-to-loki", MonitoringPeers.Grafana, Peer, Port);
            _ = new ConfigMap($"{name}-datasource", GrafanaDatasource.Of("loki-datasource", NamespaceName, "Loki", "loki", Url), Child());
        }
        if (args.Store is null or { IsInCluster: true })
            Holds(new HeldState
            {
                Id = "loki/logs",
                What = "logs in Loki",
                Loss = LossKind.Tolerable,
                Consequence = "Logs of the past are lost; new ones are kept as before.",
                Medium = StateMedium.Volume,
                Namespace = NamespaceName,
                StorageClass = args.Logs.StorageClass,
            });
        Alerts(NamespaceName, [.. LogAlerts.OfLoki]);
        Deliver();
    }

    static IEnumerable<NetworkRule> RulesFor(LokiArgs args)
    {
        yield return NetworkRule.FromPrometheus(Port, 9150);
        if (args.Store is { Peer: not Network.Peer.Pods } store)
            yield return new("allow-object-store", Direction.Egress, store.Peer, [new("", store.Port)]) { Subject = Peer.Labels };
    }
}
