using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Settings that only one CNI has.</summary>
static class CniRules
{
    const int DefaultApiPort = 6443;

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (network, at) = (topology.Network, problems.At("network"));
        var cni = ConfigurationNames.Of(network.Cni);
        if (network.Cni != Cni.Flannel && network.FlannelBackend != FlannelBackend.Vxlan)
        {
            at.Add("flannelBackend", $"is `{ConfigurationNames.Of(network.FlannelBackend)}`, but `cni` is `{cni}`, so flannel is off. "
                + "Remove it, or set `cni: flannel`.");
        }
        if (network.Cni != Cni.Cilium && network.KubeProxyReplacement == true)
            at.Add("kubeProxyReplacement", $"is true, but only Cilium can replace kube-proxy and `cni` is `{cni}`. Remove it, or set "
                + "`cni: cilium`.");

        // Servers serve the loopback API on port+1, agents always on 6444; Cilium is configured with one of the two.
        if (network.ReplacesKubeProxy && topology.Api.Port != DefaultApiPort)
        {
            at.Add("kubeProxyReplacement", $"is on, but `api.port` is {topology.Api.Port}: without kube-proxy, Cilium reaches the API at "
                + "127.0.0.1:6444, "
                + $"which servers serve only with port {DefaultApiPort}. Use that port, or set `kubeProxyReplacement: false`.");
        }
    }
}
