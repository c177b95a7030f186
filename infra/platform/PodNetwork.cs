using System.Collections.Immutable;
using Basecamp.Components.Calico;
using Basecamp.Components.Catalog;
using Basecamp.Components.Cilium;
using Basecamp.Components.Clusters;
using Basecamp.Components.MetalLb;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Settings;
using Pulumi;

namespace Basecamp.Infra.Platform;

/// <summary>What pods need before anything else: a network, and addresses for LoadBalancer Services.</summary>
static class PodNetwork
{
    /// <summary>Installs what the cluster lacks. flannel, and the policies that go with it, are part of K3s.</summary>
    public static ImmutableArray<PlatformComponent> Install(
        PlatformSettings settings, PlatformContext platform, ImmutableArray<PlatformComponent> after, ComponentResourceOptions child)
    {
        PlatformComponent? network = platform.Cluster.Cni switch
        {
            Cni.Cilium => new Cilium("cilium", new() { Platform = platform, Spec = settings.Cilium ?? new(), After = after }, child),
            Cni.Calico => new Calico("calico", new() { Platform = platform, After = after }, child),
            _ => null,
        };
        ImmutableArray<PlatformComponent> networks = network is null ? [] : [network];
        if (platform.Cluster.LoadBalancer != LoadBalancerChoice.Metallb)
            return networks;
        var metalLb = new MetalLb("metallb", new() { Platform = platform, After = [.. after, .. networks] }, child);
        return [.. networks, metalLb, new MetalLbPool("metallb-pool", new() { Platform = platform, After = [.. after, .. networks, metalLb] }, child)];
    }

    /// <summary>Definitions that these need.</summary>
    public static IEnumerable<ManifestPin> CrdsFor(ClusterFacts cluster) =>
    [
        .. cluster.Cni == Cni.Cilium ? Cilium.Crds : [],
        .. cluster.Cni == Cni.Calico ? Calico.Crds : [],
        .. cluster.LoadBalancer == LoadBalancerChoice.Metallb ? MetalLb.Crds : [],
    ];
}
