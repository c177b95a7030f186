using System.Collections.Immutable;
using Basecamp.Components.CertManager;
using Basecamp.Components.Delivery;
using Basecamp.Components.Monitoring;
using Basecamp.Components.Platform;
using Pulumi;

namespace Basecamp.Infra.Platform;

/// <summary>What shows how everything is: metrics, logs, traces, and whom alerts go to.</summary>
static class Observability
{
    /// <summary>Installs what the settings ask for.</summary>
    public static void Install(
        PlatformSettings settings, PlatformContext platform, CertManager? certManager, ImmutableArray<PlatformComponent> after, ComponentResourceOptions child)
    {
        if (settings.Monitoring is { } monitoring)
            _ = new MonitoringStack("monitoring", new()
            {
                Platform = platform,
                Monitoring = monitoring,
                HasCertManager = certManager is not null,
                WatchesFlux = platform.Delivery.Engine == DeliveryEngine.Flux,
                After = certManager is null ? after : [.. after, certManager],
            }, child);
    }
}
