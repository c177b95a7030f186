using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Exposure;
using Basecamp.Components.Parts;
using Basecamp.Components.Placement;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Cilium;

/// <summary>
/// The pod network: Cilium in place of kube-proxy, with addresses for LoadBalancer Services where the cluster asks it for them. Applied by Pulumi
/// whoever delivers the rest: before it, no pod has a network.
/// </summary>
public sealed class Cilium : PlatformComponent
{
    /// <summary>Where it runs: with what K3s brings, in a namespace that basecamp does not manage.</summary>
    public const string NamespaceName = "kube-system";

    /// <summary>Definitions that are needed before it starts.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.Cilium];

    /// <summary>Hubble's page, which asks nobody for a password.</summary>
    public static HttpTarget HubbleUi { get; } = new(new(NamespaceName, Labels("hubble-ui")), 8081, "hubble-ui", 80);

    /// <summary>Installs Cilium.</summary>
    public Cilium(string name, CiliumArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Cilium", name, args, options, isDirect: true)
    {
        var chart = Chart(Catalog.Charts.Cilium, "cilium", NamespaceName, CiliumValues.For(Platform, args.Spec), WorkloadsOf(args.Spec));
        if (CiliumValues.Announces(Platform.Cluster))
            RegisterAnnouncements(args.Spec.Announcements, chart);
        Alerts(NamespaceName, CiliumMonitoring.For(args.Spec));
        Deliver();
    }

    internal static ImmutableSortedDictionary<string, string> Labels(string app) =>
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add("k8s-app", app);

    void RegisterAnnouncements(L2AnnouncementSpec spec, Resource chart)
    {
        Custom(
            "pool",
            new("cilium.io/v2", "CiliumLoadBalancerIPPool", ObjectMeta.Of("basecamp"), new()
            {
                ["blocks"] = AddressBlocks.Of(Platform.Cluster),
                // Of a whole network, the first and the last address belong to nobody.
                ["allowFirstLastIPs"] = "No",
            }),
            Child(chart));
        Custom(
            "announcements",
            new("cilium.io/v2alpha1", "CiliumL2AnnouncementPolicy", ObjectMeta.Of("basecamp"), new()
            {
                ["loadBalancerIPs"] = true,
                ["externalIPs"] = false,
                ["interfaces"] = spec.Interfaces.Count > 0 ? spec.Interfaces : null,
                ["nodeSelector.matchExpressions"] = Platform.Cluster.Nodes.Any(node => node.Role == NodeRole.Agent) ? new[] { Place.NoServer } : null,
            }),
            Child(chart));
    }

    ImmutableArray<Workload> WorkloadsOf(CiliumSpec spec)
    {
        var hubble = spec.Hubble;
        var workloads = ImmutableArray.CreateBuilder<Workload>();
        workloads.Add(new()
        {
            Name = "cilium",
            Kind = WorkloadKind.DaemonSet,
            Labels = Labels("cilium"),
            HostNetwork = true,
            Ports = [new("health", 4240), new("peer-service", 4244), new("prometheus", ScrapedPorts.CiliumAgent), new("hubble-metrics", ScrapedPorts.Hubble)],
            Requests = CiliumValues.Agent(Platform.Sizing),
        });
        workloads.Add(new()
        {
            Name = "cilium-envoy",
            Kind = WorkloadKind.DaemonSet,
            Labels = Labels("cilium-envoy"),
            HostNetwork = true,
            Ports = [new("envoy-metrics", ScrapedPorts.CiliumEnvoy)],
            Requests = CiliumValues.Envoy,
        });
        workloads.Add(new()
        {
            Name = "cilium-operator",
            Replicas = CiliumValues.OperatorReplicas(Platform.Cluster),
            Labels = Workload.Named("cilium-operator").Add("io.cilium/app", "operator"),
            HostNetwork = true,
            Ports = [new("prometheus", ScrapedPorts.CiliumOperator)],
            Requests = CiliumValues.Operator,
        });
        if (!hubble)
            return workloads.ToImmutable();
        workloads.Add(new()
        {
            Name = "hubble-relay",
            Replicas = Platform.Sizing.Replicas,
            Labels = Labels("hubble-relay"),
            Ports = [new("grpc", 4245)],
            Requests = CiliumValues.Relay,
        });
        workloads.Add(new()
        {
            Name = "hubble-ui",
            Labels = HubbleUi.Pods.Labels,
            Ports = [new("http", HubbleUi.PodPort), new("grpc", 8090)],
            // Two containers.
            Requests = new(2 * CiliumValues.UiPart.CpuMillis, 2 * CiliumValues.UiPart.MemoryMebibytes, 2 * CiliumValues.UiPart.MemoryLimit),
        });
        return workloads.ToImmutable();
    }
}
