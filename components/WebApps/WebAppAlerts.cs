using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Components.Alerts;

namespace Basecamp.Components.WebApps;

/// <summary>Alerts about what users of an app notice, and about what they will notice soon.</summary>
static class WebAppAlerts
{
    // Every app has alerts of these names: without its labels, Alertmanager would take those of two apps for one.
    public static ImmutableArray<AlertRule> For(WebAppPlan plan) =>
    [
        .. Of(plan).Concat(plan.Args.FurtherAlerts)
            .Select(alert => alert with { Labels = alert.Labels.SetItem("app", plan.Name).SetItem("namespace", plan.Namespace) }),
    ];

    static ImmutableArray<AlertRule> Of(WebAppPlan plan)
    {
        if (plan.Spec.Alerts is not { } spec)
            return [];
        var alerts = ImmutableArray.CreateBuilder<AlertRule>();
        alerts.Add(Down(plan, spec));
        alerts.Add(Restarting(plan));
        if (!plan.Spec.Internal)
        {
            alerts.Add(Failing(plan, spec));
            alerts.Add(Slow(plan, spec));
        }
        if (plan.Spec.Scaling is not null)
            alerts.Add(AtMaximum(plan));
        if (plan.MetricsPort is not null)
            alerts.Add(Unseen(plan));
        return alerts.ToImmutable();
    }

    static AlertRule Down(WebAppPlan plan, WebAppAlertsSpec spec) => new()
    {
        Name = "AppDown",
        Expression = WebAppQueries.Available(plan) + " < 1",
        For = TimeSpan.FromMinutes(2),
        Severity = spec.Outage,
        Summary = $"{plan.Name} is down",
        Description = $"No pod of {plan.Namespace}/{plan.Name} is available; nobody can use it.",
        Runbook = "app-down",
    };

    static AlertRule Restarting(WebAppPlan plan) => new()
    {
        Name = "AppRestarts",
        Expression = $$"""sum by (pod) (increase(kube_pod_container_status_restarts_total{namespace="{{plan.Namespace}}",pod=~"{{plan.Name}}-.+",container="{{plan.Name}}"}[30m])) > 3""",
        For = TimeSpan.FromMinutes(5),
        Summary = "{{ $labels.pod }} restarts again and again",
        Description = "It ended more than three times in half an hour: by itself, for lack of memory, or because its liveness path failed.",
        Runbook = "crashloop",
    };

    static AlertRule Failing(WebAppPlan plan, WebAppAlertsSpec spec) => new()
    {
        Name = "AppFails",
        Expression = $"""
            {WebAppQueries.ErrorShare(plan)} > {Number(spec.ErrorPercent / 100.0)}
            and {WebAppQueries.Requests(plan)} > 0.1
            """,
        For = TimeSpan.FromMinutes(5),
        Severity = spec.Outage,
        Summary = plan.Name + " answers {{ $value | humanizePercentage }} of requests with an error",
        Description = $"More than {spec.ErrorPercent} % of requests to {plan.Namespace}/{plan.Name} failed for five minutes.",
        Runbook = "app-down",
    };

    static AlertRule Slow(WebAppPlan plan, WebAppAlertsSpec spec) => new()
    {
        Name = "AppSlow",
        Expression = $"""
            {WebAppQueries.Latency(plan)} > {Number(spec.LatencyMillis / 1000.0)}
            and {WebAppQueries.Requests(plan)} > 0.1
            """,
        For = TimeSpan.FromMinutes(10),
        Summary = plan.Name + " needs {{ $value | humanizeDuration }} to answer",
        Description = $"One in twenty requests to {plan.Namespace}/{plan.Name} takes longer than {spec.LatencyMillis} ms.",
        Runbook = "app-down",
    };

    static AlertRule AtMaximum(WebAppPlan plan) => new()
    {
        Name = "AppAtMaximum",
        Expression = $$"""
            max(kube_horizontalpodautoscaler_status_desired_replicas{namespace="{{plan.Namespace}}",horizontalpodautoscaler=~"(keda-hpa-)?{{plan.Name}}"})
              >= {{plan.Spec.Scaling!.Max}}
            """,
        For = TimeSpan.FromMinutes(30),
        Summary = $"{plan.Name} has run as many pods as it may for half an hour",
        Description = "More load would make it slow. Raise `scaling.max`, or find out where the load comes from.",
        Runbook = "app-down",
    };

    static AlertRule Unseen(WebAppPlan plan) => new()
    {
        Name = "AppMetricsMissing",
        Expression = $$"""absent(up{namespace="{{plan.Namespace}}",service="{{plan.Name}}"} == 1)""",
        For = TimeSpan.FromMinutes(15),
        Summary = $"Prometheus cannot read metrics of {plan.Name}",
        Description = $"Nothing answers at {plan.Spec.Metrics!.Path} of port {plan.MetricsPort}. If {plan.Name} has no metrics, say so: `metrics: null`.",
        Runbook = "monitor-selects-nothing",
    };

    static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
