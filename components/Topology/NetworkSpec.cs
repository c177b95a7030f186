using Basecamp.Components.Clusters;

namespace Basecamp.Components.Topology;

/// <summary>Address ranges and who implements pod networking, load balancing and ingress.</summary>
public sealed record NetworkSpec
{
    /// <summary>
    /// Pod ranges, one per address family, IPv4 first. Default <c>10.42.0.0/16</c>. Fixed after the first start (k3s#5514).
    /// </summary>
    public IReadOnlyList<string> PodCidrs { get; init; } = ["10.42.0.0/16"];

    /// <summary>Service ranges, the same families in the same order. Default <c>10.43.0.0/16</c>. Fixed after the first start.</summary>
    public IReadOnlyList<string> ServiceCidrs { get; init; } = ["10.43.0.0/16"];

    /// <summary>
    /// Address of the cluster DNS Service. Default: the tenth address of the first service range. Fixed after the first start.
    /// </summary>
    public string? ClusterDns { get; init; }

    /// <summary>DNS suffix of the cluster. Default <c>cluster.local</c>. Fixed after the first start.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>
    /// Pod network. Default <c>flannel</c>. With <c>cilium</c> and <c>calico</c>, K3s' flannel and network-policy controller are off. Fixed after the first
    /// start.
    /// </summary>
    public Cni Cni { get; init; } = Cni.Flannel;

    /// <summary>flannel's transport. Default <c>vxlan</c>. Only with <c>cni: flannel</c>.</summary>
    public FlannelBackend FlannelBackend { get; init; } = FlannelBackend.Vxlan;

    /// <summary>
    /// Replace kube-proxy. Default: true with <c>cilium</c>, false otherwise; only Cilium can. Fixed after the first start.
    /// </summary>
    public bool? KubeProxyReplacement { get; init; }

    /// <summary>
    /// Who serves Ingress and Gateway objects. Default <c>platform</c>: K3s' bundled Traefik is off, the platform tier pins its own
    /// (k3s#12586).
    /// </summary>
    public IngressChoice Ingress { get; init; } = IngressChoice.Platform;

    /// <summary>Who gives LoadBalancer Services an address. Default <c>servicelb</c>, K3s' own.</summary>
    public LoadBalancerChoice LoadBalancer { get; init; } = LoadBalancerChoice.Servicelb;

    /// <summary>
    /// Addresses for LoadBalancer Services with <c>metallb</c> and <c>cilium</c>: CIDRs or ranges (<c>192.168.1.200-192.168.1.220</c>).
    /// Must not hold a node, the API's virtual IP, or addresses your DHCP server gives out.
    /// </summary>
    public IReadOnlyList<string> LoadBalancerPool { get; init; } = [];

    /// <summary>Whether Cilium replaces kube-proxy, after defaults.</summary>
    public bool ReplacesKubeProxy => KubeProxyReplacement ?? Cni == Cni.Cilium;
}
