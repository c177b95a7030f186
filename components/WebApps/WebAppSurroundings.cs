using Basecamp.Components.Platform;

namespace Basecamp.Components.WebApps;

/// <summary>What the rules about an app have to know of the platform.</summary>
/// <param name="Publishes">Whether anything is published: there is an ingress controller and a domain.</param>
/// <param name="Scales">Whether KEDA scales by queries.</param>
/// <param name="RollsOut">Whether Argo Rollouts brings out new versions, and Prometheus can judge them.</param>
/// <param name="Replicas">Pods of an app that does not say how many.</param>
/// <param name="Domain">Domain that hosts are below; null when it is not known.</param>
public sealed record WebAppSurroundings(bool Publishes, bool Scales, bool RollsOut, int Replicas, string? Domain = null)
{
    /// <summary>Whether Prometheus answers queries. Default true.</summary>
    public bool Monitors { get; init; } = true;

    /// <summary>Whether the CPU that pods use is known: metrics-server runs. Default true.</summary>
    public bool MeasuresPods { get; init; } = true;

    /// <summary>Of a platform.</summary>
    public static WebAppSurroundings Of(PlatformContext platform) => new(platform.Http is not null, platform.Keda, platform.Rollouts && platform.Monitoring, platform.Sizing.Replicas, platform.Http?.Domain)
    {
        Monitors = platform.Monitoring,
        MeasuresPods = platform.Cluster.MeasuresPods,
    };
}
