namespace Basecamp.Manifests.Reachability;

/// <summary>Who enforces network policies; the same policy means different things to them.</summary>
public enum PolicyEngine
{
    /// <summary>As the Kubernetes API documents NetworkPolicy: kube-router (K3s), Calico. An <c>ipBlock</c> matches every address, those of
    /// nodes and pods included. Cilium's own kinds are refused.</summary>
    Kubernetes,

    /// <summary>Cilium 1.16 or later with its defaults. Peers are identities: an <c>ipBlock</c> or CIDR never matches pods, nodes or an API
    /// server on a node (<see href="https://github.com/cilium/cilium/issues/20550"/>).</summary>
    Cilium,
}
