namespace Basecamp.Components.Delivery;

/// <summary>Who applies the platform to the cluster.</summary>
public enum DeliveryEngine
{
    /// <summary>Pulumi itself: manifests by server-side apply, charts as Helm releases.</summary>
    Pulumi,

    /// <summary>Argo CD, from files in git.</summary>
    Argocd,

    /// <summary>Flux, from files in git.</summary>
    Flux,
}
