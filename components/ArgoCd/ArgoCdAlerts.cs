using Basecamp.Components.Alerts;

namespace Basecamp.Components.ArgoCd;

/// <summary>Alerts about delivery by Argo CD.</summary>
static class ArgoCdAlerts
{
    const string Runbook = "argocd-bootstrap";

    public static IEnumerable<AlertRule> All =>
    [
        new()
        {
            Name = "ArgoAppOutOfSync",
            Expression = """max by (name) (argocd_app_info{sync_status!="Synced"}) > 0""",
            For = TimeSpan.FromHours(1),
            Summary = "{{ $labels.name }} differs from git for an hour",
            Description = "Argo CD sees a difference between the repository and the cluster that it does not close: a sync fails, a person has to confirm a deletion, or two owners fight over a field.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "ArgoAppUnhealthy",
            Expression = """max by (name, health_status) (argocd_app_info{health_status=~"Degraded|Missing|Unknown"}) > 0""",
            For = TimeSpan.FromMinutes(30),
            Summary = "{{ $labels.name }} is {{ $labels.health_status }}",
            Description = "Something that Argo CD has applied does not work.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "ArgoSyncFailing",
            Expression = """sum by (name) (increase(argocd_app_sync_total{phase=~"Error|Failed"}[30m])) > 2""",
            For = TimeSpan.FromMinutes(5),
            Summary = "Syncs of {{ $labels.name }} fail again and again",
            Description = "What is in git cannot be applied; the cluster stays as it was.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "ArgoCdSilent",
            Expression = "absent(argocd_app_info)",
            For = TimeSpan.FromMinutes(30),
            Summary = "Argo CD reports no Application",
            Description = "It is down, or it has lost its Applications. Nothing that is merged reaches the cluster, and drift is not repaired. What runs keeps running.",
            Runbook = Runbook,
        },
    ];
}
