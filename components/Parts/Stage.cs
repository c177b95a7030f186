namespace Basecamp.Components.Parts;

/// <summary>What parts of a platform wait for: a group of components that are there before whoever names it.</summary>
public enum Stage
{
    /// <summary>Definitions, priorities, and the pod network with its addresses: everything comes after.</summary>
    Basis,

    /// <summary>cert-manager.</summary>
    Certificates,

    /// <summary>What copies certificates to where they are served.</summary>
    Copies,

    /// <summary>The ingress controller: whoever publishes a page comes after.</summary>
    Entry,

    /// <summary>Volumes, and the object store in the cluster.</summary>
    Storage,

    /// <summary>Operators of databases.</summary>
    Databases,

    /// <summary>Prometheus: whoever asks it comes after.</summary>
    Metrics,

    /// <summary>What scales apps, and brings out their versions, by measurements.</summary>
    Scaling,
}
