using System.Collections.Immutable;
using Basecamp.Components.CertManager;
using Basecamp.Components.Delivery;
using Basecamp.Components.Keda;
using Basecamp.Components.Logs;
using Basecamp.Components.Monitoring;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Settings;
using Basecamp.Components.Rollouts;
using Basecamp.Components.Traces;
using Pulumi;

namespace Basecamp.Infra.Platform;

/// <summary>What shows how everything is: metrics, logs, traces, whom alerts go to; and what scales, and brings out versions, by it.</summary>
static class Observability
{
    /// <summary>Installs what the settings ask for.</summary>
    public static Observed Install(
        PlatformSettings settings, PlatformContext platform, CertManager? certManager, DataHandles data, ImmutableArray<PlatformComponent> after,
        ComponentResourceOptions child)
    {
        var metrics = settings.Monitoring is { } monitoring ? InstallMetrics(monitoring, settings, platform, certManager, after, child) : null;
        if (metrics is not null)
            after = [.. after, metrics];
        // Logs and traces may have to wait for the store in the cluster; metrics, which alert when that is away, do not.
        var (store, stored) = (data.Stores.ForTelemetry, after.AddRange(data.Storage.Except(after)));
        if (settings.Logs is { } logs)
        {
            var loki = new Loki("loki", new() { Platform = platform, Logs = logs, Store = store, After = stored }, child);
            _ = new Alloy("alloy", new() { Platform = platform, After = [loki] }, child);
        }
        if (settings.Traces is { } traces)
            _ = new Tempo("tempo", new() { Platform = platform, Traces = traces, Store = store, After = stored }, child);
        var scalers = ImmutableArray.CreateBuilder<PlatformComponent>();
        if (settings.Keda is not null)
            scalers.Add(new Keda("keda", new() { Platform = platform, After = after }, child));
        if (settings.Rollouts is not null)
            scalers.Add(new Rollouts("argo-rollouts", new() { Platform = platform, After = after }, child));
        return new(after, scalers.ToImmutable(), metrics?.TriageToken);
    }

    static MonitoringStack InstallMetrics(
        MonitoringSpec spec, PlatformSettings settings, PlatformContext platform, CertManager? certManager, ImmutableArray<PlatformComponent> after,
        ComponentResourceOptions child) => new(
        "monitoring",
        new()
        {
            Platform = platform,
            Monitoring = spec,
            HasCertManager = certManager is not null,
            WatchesFlux = platform.Delivery.Engine == DeliveryEngine.Flux,
            TakesRemoteWrite = settings.Traces is not null,
            After = certManager is null ? after : [.. after, certManager],
        },
        child);
}

/// <summary>What observes.</summary>
/// <param name="Components">What whoever asks Prometheus has to come after.</param>
/// <param name="Scalers">What scales apps and brings out their versions by measurements.</param>
/// <param name="TriageToken">The key with which Alertmanager sends alerts to triage; null when it sends none.</param>
sealed record Observed(ImmutableArray<PlatformComponent> Components, ImmutableArray<PlatformComponent> Scalers, Output<string>? TriageToken);
