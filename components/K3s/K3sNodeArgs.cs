using Basecamp.Components.Hosts;
using Pulumi;

namespace Basecamp.Components.K3s;

/// <summary>Arguments of <see cref="K3sNode"/>.</summary>
public sealed class K3sNodeArgs : ResourceArgs
{
    /// <summary>What was decided about the node.</summary>
    public required NodePlan Plan { get; init; }

    /// <summary>How every machine of the cluster is reached, by node name.</summary>
    public required IReadOnlyDictionary<string, HostConnection> Connections { get; init; }

    /// <summary>The join secrets.</summary>
    public required ClusterTokens Tokens { get; init; }

    /// <summary>What has to be finished first: the previous server, or for an agent all servers.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>The node's name, shown in the state.</summary>
    [Input("node")] public string Node => Plan.Node.Name;

    /// <summary><c>server</c> or <c>agent</c>, shown in the state.</summary>
    [Input("role")] public string Role => Plan.Role;

    /// <summary>The node's address, shown in the state.</summary>
    [Input("address")] public string Address => Plan.Node.Address;

    /// <summary>The K3s release, shown in the state.</summary>
    [Input("version")] public string Version => Plan.Cluster.Topology.K3s.Version;
}
