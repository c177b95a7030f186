namespace Basecamp.Manifests.Reachability;

/// <summary>A transport protocol that policies can tell apart.</summary>
public enum NetworkProtocol
{
    /// <summary>TCP, the default everywhere in Kubernetes.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>SCTP.</summary>
    Sctp,
}
