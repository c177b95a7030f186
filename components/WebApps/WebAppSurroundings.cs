using Basecamp.Components.Platform;

namespace Basecamp.Components.WebApps;

/// <summary>What the rules about an app have to know of the platform.</summary>
/// <param name="Publishes">Whether anything is published: there is an ingress controller and a domain.</param>
/// <param name="Scales">Whether KEDA scales by queries.</param>
/// <param name="RollsOut">Whether Argo Rollouts brings out new versions, and Prometheus can judge them.</param>
/// <param name="Replicas">Pods of an app that does not say how many.</param>
public sealed record WebAppSurroundings(bool Publishes, bool Scales, bool RollsOut, int Replicas)
{
    /// <summary>Of a platform.</summary>
    public static WebAppSurroundings Of(PlatformContext platform) => new(platform.Http is not null, platform.Keda, platform.Rollouts && platform.Monitoring, platform.Sizing.Replicas);
}
