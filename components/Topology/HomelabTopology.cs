using Basecamp.Components.Clusters;

namespace Basecamp.Components.Topology;

/// <summary>Machines and the K3s cluster on them: the value of <c>basecamp:homelab</c> in a stack file.</summary>
/// <remarks>Plain data. <c>TopologyValidation</c> decides whether it makes sense as a whole.</remarks>
public sealed record HomelabTopology
{
    /// <summary>Where the machines come from. Required. Fixed after the first start.</summary>
    public required MachineProvider Provider { get; init; }

    /// <summary>The cluster's identity. Required.</summary>
    public required ClusterSpec Cluster { get; init; }

    /// <summary>What K3s runs and how it is tuned. Required, because the version is.</summary>
    public required K3sSpec K3s { get; init; }

    /// <summary>Address ranges, CNI, ingress. Default: flannel, K3s' own ranges.</summary>
    public NetworkSpec Network { get; init; } = new();

    /// <summary>How clients reach the API server. Default: the first server's address, port 6443.</summary>
    public ApiSpec Api { get; init; } = new();

    /// <summary>The machines. Required for <c>ssh</c> and <c>vagrant</c>, refused for <c>k3d</c>.</summary>
    public IReadOnlyList<NodeSpec> Nodes { get; init; } = [];

    /// <summary>How to log in to the machines. Required for <c>ssh</c>; <c>vagrant</c> brings its own keys.</summary>
    public SshSpec? Ssh { get; init; }

    /// <summary>What host preparation may change. Default: everything a cluster needs.</summary>
    public HostSpec Host { get; init; } = new();

    /// <summary>etcd snapshots. Default: hourly, 48 kept, compressed, local only.</summary>
    public SnapshotSpec Snapshots { get; init; } = new();

    /// <summary>Registry mirrors and credentials. Default: none.</summary>
    public RegistrySpec Registries { get; init; } = new();

    /// <summary>Outbound HTTP proxy of the machines. Default: none.</summary>
    public ProxySpec? Proxy { get; init; }

    /// <summary>How a new K3s version rolls through the nodes.</summary>
    public UpgradeSpec Upgrade { get; init; } = new();

    /// <summary>Size and ports of the laptop cluster. Only for <c>k3d</c>.</summary>
    public K3dSpec? K3d { get; init; }

    /// <summary>Box and hypervisor of the lab. Only for <c>vagrant</c>.</summary>
    public VagrantSpec? Vagrant { get; init; }

    /// <summary>Set to restore etcd from a snapshot in the next <c>pulumi up</c>. Default: no restore.</summary>
    public RestoreSpec? Restore { get; init; }

    /// <summary>The declared servers, in declared order.</summary>
    public IEnumerable<NodeSpec> Servers => Nodes.Where(node => node.Role == NodeRole.Server);

    /// <summary>The declared agents, in declared order.</summary>
    public IEnumerable<NodeSpec> Agents => Nodes.Where(node => node.Role == NodeRole.Agent);
}
