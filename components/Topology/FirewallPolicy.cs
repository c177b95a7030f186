namespace Basecamp.Components.Topology;

/// <summary>What host preparation does to an active host firewall.</summary>
public enum FirewallPolicy
{
    /// <summary>Keep it and open the cluster's ports to the nodes, and everything to the pod and service ranges.</summary>
    Open,

    /// <summary>Stop and disable it.</summary>
    Disabled,

    /// <summary>Leave it alone; preflight still reports blocked ports.</summary>
    Unmanaged,
}
