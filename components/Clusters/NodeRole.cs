namespace Basecamp.Components.Clusters;

/// <summary>What a node does in the cluster, in K3s' words.</summary>
public enum NodeRole
{
    /// <summary>Runs the control plane and etcd.</summary>
    Server,

    /// <summary>Runs workloads only.</summary>
    Agent,
}
