using System.Collections.Immutable;
using Basecamp.Components.Alerts;

namespace Basecamp.Components.Kyverno;

/// <summary>When policies need somebody, and what to look at.</summary>
static class KyvernoMonitoring
{
    public static ImmutableArray<AlertRule> Alerts { get; } =
    [
        new()
        {
            Name = "KyvernoDown",
            Expression = """
                kube_deployment_status_replicas_available{namespace="kyverno-system", deployment="kyverno-admission-controller"} == 0
                """,
            For = TimeSpan.FromMinutes(10),
            Severity = AlertSeverity.Critical,
            Summary = "Kyverno does not answer",
            Description = "Rules are not checked, or, with failClosed, objects are refused. The runbook has the command that lets them in.",
            Runbook = "policies",
        },
        new()
        {
            Name = "KyvernoSlow",
            Expression = """
                histogram_quantile(0.95, sum by (le) (rate(kyverno_admission_review_duration_seconds_bucket[5m]))) > 2
                """,
            For = TimeSpan.FromMinutes(15),
            Summary = "Kyverno takes {{ $value | humanizeDuration }} to check an object",
            Description = "Every change in the cluster waits for it; after five seconds the API server goes on without an answer.",
            Runbook = "policies",
        },
        new()
        {
            Name = "PolicyRefusesObjects",
            Expression = """
                sum by (policy_name, resource_namespace) (
                  rate(kyverno_validating_policy_results_total{result="fail", policy_validation_mode="enforce"}[15m])) > 0
                """,
            For = TimeSpan.FromMinutes(15),
            Severity = AlertSeverity.Info,
            Summary = "{{ $labels.policy_name }} keeps refusing objects in {{ $labels.resource_namespace }}",
            Description = "A controller tries again and again: a rollout hangs there.",
            Runbook = "policies",
        },
    ];

    public static Dashboard Dashboard { get; } = new("basecamp-policies", "Policies",
    [
        new("Objects that break a rule, 1/s – what audit would refuse", "ops",
            [new("""sum by (policy_name, resource_namespace) (rate(kyverno_validating_policy_results_total{result="fail"}[15m]))""", "{{policy_name}} {{resource_namespace}}")]),
        new("Time to check an object, 95th percentile, s – above 2 s alerts", "s",
            [new("histogram_quantile(0.95, sum by (le) (rate(kyverno_admission_review_duration_seconds_bucket[5m])))", "all objects")]),
        new("Requests from the API server, 1/s – load on Kyverno", "reqps",
            [new("sum by (resource_kind) (rate(kyverno_admission_requests_total[5m]))", "{{resource_kind}}")]),
    ]);
}
