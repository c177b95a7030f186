using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Components.WebApps;
using Basecamp.Testing;

namespace Basecamp.Platform.Tests.WebApps;

/// <summary>Apps that tests declare.</summary>
static class GivenApps
{
    public const string Image = "registry.example.org/shop:v1.4.0@sha256:0f9d1f5ac4a2f1a4bb3a4c9bd9a9e4ed3e4f3a9c2d1b0a99887766554433221a";

    /// <summary>As little as an app has to say.</summary>
    public static readonly WebAppSpec Shop = new() { Image = Image, Port = 8080, Host = "shop" };

    /// <summary>Records one app called <c>shop</c> on a platform with everything.</summary>
    public static Task<RecordedStack> Run(WebAppSpec spec, DeliveryEngine engine = DeliveryEngine.Pulumi, PlatformProfile profile = PlatformProfile.Ha) =>
        Run(platform => new() { Platform = platform, Spec = spec }, engine, profile);

    /// <summary>Records one app called <c>shop</c> on a platform with everything.</summary>
    public static Task<RecordedStack> Run(
        Func<PlatformContext, WebAppArgs> args, DeliveryEngine engine = DeliveryEngine.Pulumi, PlatformProfile profile = PlatformProfile.Ha) =>
        PlatformRun.Of(platform => _ = new WebApp("shop", args(With(platform))), engine, profile: profile);

    /// <summary>A platform that publishes, scales and rolls out.</summary>
    public static PlatformContext With(PlatformContext platform) =>
        platform with { Facts = platform.Facts with { Http = new HttpEntry { Domain = "example.org" }, Keda = true, Rollouts = true } };
}
