namespace Basecamp.Components.Clusters;

/// <summary>Who serves Ingress and Gateway objects.</summary>
public enum IngressChoice
{
    /// <summary>The platform tier's pinned controller; the bundled Traefik is off.</summary>
    Platform,

    /// <summary>The Traefik bundled with K3s. Its major version changes with K3s' minor version (k3s#12586).</summary>
    Bundled,

    /// <summary>Nobody.</summary>
    None,
}
