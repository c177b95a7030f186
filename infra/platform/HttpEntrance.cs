using System.Collections.Immutable;
using Basecamp.Components.CertManager;
using Basecamp.Components.Cilium;
using Basecamp.Components.Ingress;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Settings;
using Basecamp.Components.Reflector;
using Pulumi;

namespace Basecamp.Infra.Platform;

/// <summary>How HTTP gets in: the ingress controller, its certificate, and the pages of what came before it.</summary>
static class HttpEntrance
{
    /// <summary>Installs it; the components that whoever publishes a page has to come after.</summary>
    public static ImmutableArray<PlatformComponent> Install(
        PlatformSettings settings, PlatformContext platform, CertManager? certManager, ImmutableArray<PlatformComponent> basis, ComponentResourceOptions child)
    {
        if (settings.Ingress is not { } ingress)
            return basis;
        ImmutableArray<PlatformComponent> after = certManager is null ? basis : [.. basis, certManager];
        if (certManager?.Wildcard is not null)
            after = [.. after, new Reflector("reflector", new() { Platform = platform, After = after }, child)];
        var traefik = new Traefik(
            "traefik",
            new()
            {
                Platform = platform,
                Ingress = ingress,
                DefaultCertificate = certManager?.Wildcard,
                ChallengeChecker = settings.Certificates is { Acme: { Dns01: null } } ? CertManager.Controller : null,
                After = after,
            },
            child);
        ImmutableArray<PlatformComponent> entry = [.. basis, traefik];
        if (HubbleUi.IsPublished(settings.Cilium, platform.Http, platform.Cluster))
            _ = new HubbleUi("hubble-ui", new() { Platform = platform, After = entry }, child);
        return entry;
    }
}
