using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Who hands out addresses to LoadBalancer Services, and which.</summary>
static class LoadBalancerRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (network, at) = (topology.Network, problems.At("network"));
        if (network.LoadBalancer == LoadBalancerChoice.Cilium)
            CheckCilium(network, at);
        CheckPool(network, at);

        var families = AddressPlan.Of(topology).Pods.Select(pods => pods.Range.Family).ToHashSet();
        foreach (var (index, text) in network.LoadBalancerPool.Index())
        {
            if (!AddressRange.TryParse(text, out var range, out var mistake))
                at.Add($"loadBalancerPool[{index}]", $"is {Shown.Text(text)}, which {mistake}");
            else if (families.Count > 0 && !families.Contains(range.Family))
                at.Add($"loadBalancerPool[{index}]", $"is {range}, but the cluster has no {range.Family}: add an {range.Family} range to "
                    + "`podCidrs` or remove this.");
        }
    }

    static void CheckCilium(NetworkSpec network, Problems at)
    {
        if (network.Cni != Cni.Cilium)
        {
            at.Add("loadBalancer", $"is `cilium`, but `cni` is `{ConfigurationNames.Of(network.Cni)}`. Set `cni: cilium`, or use "
                + "`metallb`.");
        }
        else if (!network.ReplacesKubeProxy)
            at.Add("loadBalancer", "is `cilium`, but its L2 announcements need `kubeProxyReplacement: true`. Remove that setting, or use "
                + "`metallb`.");
    }

    static void CheckPool(NetworkSpec network, Problems at)
    {
        var choice = ConfigurationNames.Of(network.LoadBalancer);
        var needsPool = network.LoadBalancer is LoadBalancerChoice.Metallb or LoadBalancerChoice.Cilium;
        if (needsPool && network.LoadBalancerPool.Count == 0)
        {
            at.Add("loadBalancerPool", $"is empty, but `loadBalancer: {choice}` needs addresses to hand out. Give free addresses of the "
                + "nodes' network, "
                + "such as 192.168.1.200-192.168.1.220.");
        }
        if (!needsPool && network.LoadBalancerPool.Count > 0)
        {
            at.Add("loadBalancerPool", $"is set, but `loadBalancer: {choice}` does not read it. Remove it, or use `metallb` or `cilium`.");
        }
    }
}
