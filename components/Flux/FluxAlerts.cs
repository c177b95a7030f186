using Basecamp.Components.Alerts;
using Basecamp.Components.Monitoring;

namespace Basecamp.Components.Flux;

/// <summary>Alerts about delivery by Flux, from the objects' own conditions, which kube-state-metrics reads.</summary>
static class FluxAlerts
{
    const string Runbook = "flux-stuck";

    public static IEnumerable<AlertRule> All =>
    [
        new()
        {
            Name = "FluxNotReady",
            Expression = $$"""max by (customresource_kind, exported_namespace, name) ({{FluxStateMetrics.Info}}{ready=~"False|Unknown",suspended!="true"}) > 0""",
            For = TimeSpan.FromMinutes(30),
            Summary = "{{ $labels.customresource_kind }} {{ $labels.name }} is not ready",
            Description = "Flux cannot apply what is in git; the cluster stays as it was, and units that depend on this one wait.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "FluxSuspended",
            Expression = $$"""max by (customresource_kind, exported_namespace, name) ({{FluxStateMetrics.Info}}{suspended="true"}) > 0""",
            For = TimeSpan.FromHours(24),
            Summary = "{{ $labels.customresource_kind }} {{ $labels.name }} is suspended since yesterday",
            Description = "Somebody told Flux to leave it alone. What is merged since then is not applied, and drift is not repaired.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "FluxSilent",
            Expression = $"absent({FluxStateMetrics.Info})",
            For = TimeSpan.FromMinutes(30),
            Summary = "No Flux object is seen",
            Description = "Flux has lost its objects, or kube-state-metrics cannot read them; either way nobody would notice that delivery has stopped.",
            Runbook = Runbook,
        },
    ];
}
