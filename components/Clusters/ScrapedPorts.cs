using System.Collections.Immutable;

namespace Basecamp.Components.Clusters;

/// <summary>
/// TCP ports of the machines' own network at which Prometheus reads metrics. Firewalls open them, network policies allow them, and charts' pods
/// are declared with them: from here, so that the three agree.
/// </summary>
/// <remarks>
/// A firewall needs them too: what a pod sends to another machine arrives from its own machine's address, with every CNI here. kube-vip's
/// metrics are not among them, because it offers them to its own machine only.
/// </remarks>
public static class ScrapedPorts
{
    /// <summary>The node exporter.</summary>
    public const int NodeExporter = 9100;

    /// <summary>Cilium's agent.</summary>
    public const int CiliumAgent = 9962;

    /// <summary>Cilium's operator.</summary>
    public const int CiliumOperator = 9963;

    /// <summary>Cilium's Envoy.</summary>
    public const int CiliumEnvoy = 9964;

    /// <summary>Hubble, inside of Cilium's agent.</summary>
    public const int Hubble = 9965;

    /// <summary>MetalLB, behind TLS and authentication of its own.</summary>
    public const int MetalLb = 9120;

    /// <summary>kubelet, controller manager, scheduler, etcd, kube-proxy: what K3s itself offers.</summary>
    public static ImmutableArray<int> OfK3s { get; } = [10250, 10257, 10259, 2381, 10249];

    /// <summary>What the platform's charts offer on every machine of such a cluster. Monitoring may come later, and from another stack.</summary>
    /// <param name="cni">Pod network.</param>
    /// <param name="loadBalancer">Who gives LoadBalancer Services an address.</param>
    public static ImmutableArray<int> OfCharts(Cni cni, LoadBalancerChoice loadBalancer) =>
    [
        NodeExporter,
        .. cni == Cni.Cilium ? (ReadOnlySpan<int>)[CiliumAgent, CiliumOperator, CiliumEnvoy, Hubble] : [],
        .. loadBalancer == LoadBalancerChoice.Metallb ? (ReadOnlySpan<int>)[MetalLb] : [],
    ];
}
