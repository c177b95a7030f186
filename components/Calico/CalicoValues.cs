using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Calico;

/// <summary>The chart's values; <c>installation</c> is the spec of the operator's Installation.</summary>
static class CalicoValues
{
    public static ResourceRequests Operator { get; } = new(20, 64, 256);

    public static ResourceRequests Node(Sizing sizing) => sizing.Growing(100, 96) with { MemoryLimitMebibytes = 1024 };

    public static ValueTree For(PlatformContext platform) => new()
    {
        ["resources"] = Operator.ToValues(),
        // Pods of a new node have no network without it.
        ["priorityClassName"] = "system-cluster-critical",
        ["installation.enabled"] = true,
        ["installation.cni.type"] = "Calico",
        ["installation.calicoNetwork.bgp"] = "Disabled",
        // K3s forwards packets of its own load balancer inside of pods.
        ["installation.calicoNetwork.containerIPForwarding"] = "Enabled",
        // Otherwise it takes the first interface it finds, which with two networks is often the wrong one: NAT on VirtualBox.
        ["installation.calicoNetwork.nodeAddressAutodetectionV4.kubernetes"] = "NodeInternalIP",
        ["installation.calicoNetwork.nodeAddressAutodetectionV6.kubernetes"] =
            platform.Cluster.PodCidrs.Any(cidr => cidr.Contains(':', StringComparison.Ordinal)) ? "NodeInternalIP" : null,
        ["installation.calicoNetwork.ipPools"] = platform.Cluster.PodCidrs.Select(Pool),
        ["installation.controlPlaneReplicas"] = platform.Cluster.Nodes.Length > 1 ? 2 : 1,
        // Both are for volumes of Calico's own and for directories that K3s does not have.
        ["installation.kubeletVolumePluginPath"] = "None",
        ["installation.flexVolumePath"] = "None",
        ["installation.calicoNodeDaemonSet.spec.template.spec.containers"] =
            new[] { new ValueTree { ["name"] = "calico-node", ["resources"] = Node(platform.Sizing).ToValues() } },
        // An aggregated API and a flow viewer, which nothing here uses.
        ["apiServer.enabled"] = false,
        ["goldmane.enabled"] = false,
        ["whisker.enabled"] = false,
    };

    // The same ranges as K3s', or pods get addresses that nothing else counts as pods'.
    static ValueTree Pool(string cidr) => new()
    {
        ["cidr"] = cidr,
        ["encapsulation"] = "VXLAN",
        ["natOutgoing"] = "Enabled",
        ["nodeSelector"] = "all()",
    };
}
