using Basecamp.Components.Clusters;
using Basecamp.Components.Topology;

namespace Basecamp.Components.K3s.Config;

/// <summary>Decides one node's own configuration from a topology.</summary>
public static class NodeConfigPlan
{
    /// <summary>Label that says what a node is for: <c>control</c> or <c>worker</c>. A lone server is both, and says <c>control</c>.</summary>
    public const string RoleLabel = "basecamp.dev/role";

    /// <summary>Keeps pods off servers when there are agents to run them.</summary>
    public const string ControlPlaneTaint = "node-role.kubernetes.io/control-plane:NoSchedule";

    /// <summary>Keeps pods off a node until Cilium runs on it; Cilium takes it away. Otherwise pods start without a network (k3s#4113).</summary>
    public const string CiliumTaint = "node.cilium.io/agent-not-ready:NoExecute";

    /// <summary>The node's part of <c>config.yaml</c>.</summary>
    public static NodeConfig For(HomelabTopology topology, NodeSpec node)
    {
        var hardened = topology.K3s.Hardening == HardeningProfile.Cis;
        return new()
        {
            DataDir = topology.K3s.DataDirectory,
            TokenFile = K3sPaths.Token,
            NodeName = node.Name,
            NodeIp = node.SecondAddress is { } second ? [node.Address, second] : [node.Address],
            KubeletArg = [$"config={K3sPaths.Kubelet}"],
            KubeProxyArg = topology.Network.ReplacesKubeProxy ? [] : ["metrics-bind-address=0.0.0.0"],
            ProtectKernelDefaults = hardened ? true : null,
            PreferBundledBin = true,
        };
    }

    /// <summary>The labels a node has by the topology, its role included.</summary>
    public static IReadOnlyList<string> Labels(NodeSpec node) =>
    [
        $"{RoleLabel}={(node.Role == NodeRole.Server ? "control" : "worker")}",
        .. node.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"),
    ];

    /// <summary>The taints a node keeps by the topology.</summary>
    public static IReadOnlyList<string> Taints(HomelabTopology topology, NodeSpec node) =>
        node.Taints ?? (node.Role == NodeRole.Server && topology.Agents.Any() ? [ControlPlaneTaint] : []);

    /// <summary>What the node registers with: labels, taints, and the taint that waits for Cilium.</summary>
    public static RegistrationConfig Registration(HomelabTopology topology, NodeSpec node) => new()
    {
        NodeLabel = Labels(node),
        NodeTaint = topology.Network.Cni == Cni.Cilium ? [.. Taints(topology, node), CiliumTaint] : Taints(topology, node),
    };
}
