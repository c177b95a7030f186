using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;

namespace Basecamp.Components.Platform;

/// <summary>What every component of the platform and the apps builds on.</summary>
public sealed record PlatformContext
{
    /// <summary>Who applies manifests and charts.</summary>
    public required PlatformDelivery Delivery { get; init; }

    /// <summary>The cluster it is for.</summary>
    public required ClusterFacts Cluster { get; init; }

    /// <summary>What the platform is like. Default a small one with nothing switched on.</summary>
    public PlatformFacts Facts { get; init; } = new();

    /// <summary>Replicas and requests.</summary>
    public Sizing Sizing => new(Facts.Profile);

    /// <summary>Whether Prometheus reads metrics: then components bring monitors, rules and dashboards, and let Prometheus in.</summary>
    public bool Monitoring => Facts.Monitoring;

    /// <summary>Whether KEDA scales by queries.</summary>
    public bool Keda => Facts.Keda;

    /// <summary>Whether Argo Rollouts brings out new versions.</summary>
    public bool Rollouts => Facts.Rollouts;

    /// <summary>DNS domain that hosts are below, e.g. <c>home.example.com</c>; null when nothing is published.</summary>
    public string? Domain => Facts.Domain;

    /// <summary>How components are published over HTTP; null where nothing is: without an ingress controller or without a domain.</summary>
    public HttpEntry? Http => Facts.Http;

    /// <summary>Where alerts' runbooks are: an absolute address without a trailing slash.</summary>
    public string RunbookUrl => Facts.Runbooks;
}
