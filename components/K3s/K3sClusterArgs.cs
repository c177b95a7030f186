using Basecamp.Components.Hosts;
using Pulumi;

namespace Basecamp.Components.K3s;

/// <summary>Arguments of <see cref="K3sCluster"/>.</summary>
public sealed class K3sClusterArgs : ResourceArgs
{
    /// <summary>What was decided about the cluster.</summary>
    public required ClusterPlan Plan { get; init; }

    /// <summary>How every machine is reached, by node name.</summary>
    public required IReadOnlyDictionary<string, HostConnection> Connections { get; init; }

    /// <summary>
    /// What has to be finished on each machine first, by node name, such as its preparation. The cluster waits for its servers' machines, an
    /// agent for its own: one broken agent stops nobody else.
    /// </summary>
    public IReadOnlyDictionary<string, Resource> Prepared { get; init; } = new Dictionary<string, Resource>();

    /// <summary>The K3s release, shown in the state.</summary>
    [Input("version")] public string Version => Plan.Topology.K3s.Version;

    /// <summary>The cluster identifier, shown in the state.</summary>
    [Input("clusterIdentifier")] public string ClusterIdentifier => Plan.Identifier;
}
