using Basecamp.Components.Parts;

namespace Basecamp.Components.Monitoring;

/// <summary>Arguments of <see cref="MonitoringStack"/>.</summary>
public sealed class MonitoringStackArgs : PlatformComponentArgs
{
    /// <summary>What is kept and who hears of it. Default: the profile's, and nobody.</summary>
    public MonitoringSpec Monitoring { get; init; } = new();

    /// <summary>
    /// Whether cert-manager is there to sign the operator's webhook. Default false: then there is no webhook, because the chart's own
    /// certificate comes from a Helm hook job that a GitOps engine would run with every sync.
    /// </summary>
    public bool HasCertManager { get; init; }

    /// <summary>Whether Prometheus takes metrics that others push, as Tempo does with those it derives from traces. Default false.</summary>
    public bool TakesRemoteWrite { get; init; }

    /// <summary>Whether the state of Flux' objects is made into metrics. Default false.</summary>
    public bool WatchesFlux { get; init; }
}
