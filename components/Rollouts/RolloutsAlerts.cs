using Basecamp.Components.Alerts;

namespace Basecamp.Components.Rollouts;

/// <summary>
/// Alerts of Argo Rollouts. Only the controller that leads has the objects' series; the labels <c>namespace</c> and <c>pod</c> are the controller's
/// own, and the object's namespace is in <c>exported_namespace</c>.
/// </summary>
static class RolloutsAlerts
{
    const string Runbook = "rollout-degraded";

    public static IEnumerable<AlertRule> All =>
    [
        new()
        {
            Name = "RolloutDegraded",
            // Not by phase: from Timeout to Abort it would start to count anew.
            Expression = """max by (exported_namespace, name) (rollout_info{phase=~"Abort|Error|InvalidSpec|Timeout"}) > 0""",
            For = TimeSpan.FromMinutes(15),
            Summary = "The rollout {{ $labels.exported_namespace }}/{{ $labels.name }} stands still",
            Description = "The new version was taken back, does not get ready, or cannot be brought out. What runs is the former version, or part of both.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "RolloutAnalysisFailed",
            // A run stays as it ended. What ended like this before the last hour is not news, also after a gap in the series.
            Expression = """
                max by (exported_namespace, name, phase) (analysis_run_info{phase=~"Error|Failed|Inconclusive"})
                unless max by (exported_namespace, name, phase) (max_over_time(analysis_run_info{phase=~"Error|Failed|Inconclusive"}[6h] offset 1h))
                """,
            For = TimeSpan.FromMinutes(1),
            Summary = "The analysis {{ $labels.exported_namespace }}/{{ $labels.name }} ended: {{ $labels.phase }}",
            Description = "Failed: the new version measures badly and is taken back. Error: nothing could be measured. Inconclusive: somebody has to decide.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "RolloutsDown",
            Expression = """absent(up{job="argo-rollouts-metrics"} == 1)""",
            For = TimeSpan.FromMinutes(15),
            Summary = "The controller of Argo Rollouts does not run",
            Description = "Rollouts stand still at the step they are at, and changes of them do nothing. Pods that run go on running.",
            Runbook = Runbook,
        },
    ];
}
