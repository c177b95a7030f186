namespace Basecamp.Components.Clusters;

/// <summary>Implementation of the pod network.</summary>
public enum Cni
{
    /// <summary>K3s' built-in flannel with kube-router's network policies.</summary>
    Flannel,

    /// <summary>Cilium, installed by the platform tier.</summary>
    Cilium,

    /// <summary>Calico, installed by the platform tier.</summary>
    Calico,
}
