using System.Collections.Immutable;
using Basecamp.Components.ArgoCd;
using Basecamp.Components.Delivery;
using Basecamp.Components.Flux;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Settings;
using Pulumi;

namespace Basecamp.Infra.Platform;

/// <summary>Who reads the platform from git, when Pulumi does not apply it itself.</summary>
static class GitOpsEngine
{
    /// <summary>Installs Argo CD or Flux.</summary>
    public static void Install(
        PlatformSettings settings, PlatformContext platform, bool hasApps, ImmutableArray<PlatformComponent> after, ComponentResourceOptions child)
    {
        if (platform.Delivery.Engine == DeliveryEngine.Argocd)
            _ = new ArgoCd("argo-cd", new() { Platform = platform, ArgoCd = settings.Argocd ?? new(), HasApps = hasApps, After = after }, child);
        if (platform.Delivery.Engine == DeliveryEngine.Flux)
            _ = new Flux("flux", new() { Platform = platform, Flux = settings.Flux ?? new(), HasApps = hasApps, After = after }, child);
    }
}
