using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Clusters;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Placement;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.MetalLb;

/// <summary>
/// MetalLB in layer-2 mode: one machine answers ARP for each address of a LoadBalancer Service. Its addresses come with
/// <see cref="MetalLbPool"/>, in a unit of its own, because MetalLB's webhook must run before they are accepted.
/// </summary>
public sealed class MetalLb : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "metallb-system";

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.MetalLb];

    /// <summary>Installs MetalLB.</summary>
    public MetalLb(string name, MetalLbArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:MetalLb", name, args, options)
    {
        Namespace(new()
        {
            Name = "metallb",
            PodSecurity = PodSecurity.Privileged("Speakers answer ARP on the machines' own network interfaces, for which they need them and raw sockets."),
            MaxPods = null,
            Rules = [NetworkRule.ToApiServer, NetworkRule.FromApiServer(9443), NetworkRule.FromPrometheus(ScrapedPorts.MetalLb)],
        });
        Chart(Catalog.Charts.MetalLb, "metallb", NamespaceName, Values(), Workloads);
        Alerts(NamespaceName, MetalLbMonitoring.Alerts);
        Deliver();
    }

    static ResourceRequests Controller { get; } = new(10, 64, 256);

    static ResourceRequests Speaker { get; } = new(20, 64, 256);

    ValueTree Values() => new()
    {
        ["crds.enabled"] = false,
        // Routing daemons, only for BGP.
        ["frrk8s.enabled"] = false,
        ["speaker.frr.enabled"] = false,
        // There is only ever one controller; addresses keep answering without it.
        ["controller.resources"] = Controller.ToValues(),
        ["controller.priorityClassName"] = Priority.System,
        ["speaker.tolerations"] = Place.TolerateDeclared(Platform.Cluster),
        ["speaker.resources"] = Speaker.ToValues(),
        ["speaker.priorityClassName"] = "system-node-critical",
        ["prometheus.serviceMonitor.enabled"] = Platform.Monitoring ? true : null,
        ["prometheus.namespace"] = Platform.Monitoring ? MonitoringPeers.Namespace : null,
        // The account that may read the metrics; the chart writes the role for it.
        ["prometheus.serviceAccount"] = Platform.Monitoring ? "kube-prometheus-stack-prometheus" : null,
    };

    static ImmutableArray<Workload> Workloads =>
    [
        new()
        {
            Name = "metallb-controller",
            Labels = Workload.Named("metallb", "controller"),
            Ports = [new("webhook", 9443), new("metricshttps", ScrapedPorts.MetalLb)],
            Requests = Controller,
        },
        new()
        {
            Name = "metallb-speaker",
            Kind = WorkloadKind.DaemonSet,
            Labels = Workload.Named("metallb", "speaker"),
            HostNetwork = true,
            Ports = [new("metricshttps", ScrapedPorts.MetalLb), new("memberlist-tcp", 7946), new("memberlist-udp", 7946, PortProtocol.Udp)],
            Requests = Speaker,
        },
    ];
}

/// <summary>Arguments of <see cref="MetalLb"/>.</summary>
public sealed class MetalLbArgs : PlatformComponentArgs;
