namespace Basecamp.Components.Clusters;

/// <summary>Who gives LoadBalancer Services an address.</summary>
public enum LoadBalancerChoice
{
    /// <summary>K3s' ServiceLB: the nodes' own addresses.</summary>
    Servicelb,

    /// <summary>MetalLB in layer-2 mode, installed by the platform tier.</summary>
    Metallb,

    /// <summary>Cilium's L2 announcements and LB IPAM.</summary>
    Cilium,

    /// <summary>Nobody.</summary>
    None,
}
