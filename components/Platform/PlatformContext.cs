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

    /// <summary>Replicas and requests. Default small.</summary>
    public Sizing Sizing { get; init; } = new(PlatformProfile.Small);

    /// <summary>
    /// Whether Prometheus reads metrics: then components bring monitors, rules and dashboards, and let Prometheus in. Default false.
    /// </summary>
    public bool Monitoring { get; init; }

    /// <summary>Whether KEDA scales by queries. Default false.</summary>
    public bool Keda { get; init; }

    /// <summary>Whether Argo Rollouts brings out new versions. Default false.</summary>
    public bool Rollouts { get; init; }

    /// <summary>DNS domain that hosts are below, e.g. <c>home.example.com</c>; null when nothing is published.</summary>
    public string? Domain { get; init; }

    /// <summary>How components are published over HTTP; null where nothing is: without an ingress controller or without a domain.</summary>
    public HttpEntry? Http { get; init; }

    /// <summary>Where alerts' runbooks are: an absolute address without a trailing slash. Default: the published ones.</summary>
    public string RunbookUrl { get; init; } = RunbookPages.Published;
}
