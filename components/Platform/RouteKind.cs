namespace Basecamp.Components.Platform;

/// <summary>Which objects publish a component over HTTP.</summary>
public enum RouteKind
{
    /// <summary>Ingress objects: every controller has them.</summary>
    Ingress,

    /// <summary>HTTPRoute objects of the Gateway API.</summary>
    Gateway,
}
