using System.Collections.Immutable;
using Basecamp.Components.Alerts;

namespace Basecamp.Triage.Chart;

/// <summary>
/// When the pager itself needs somebody. These alerts also go the second way that Alertmanager knows, because triage may be what cannot
/// deliver them.
/// </summary>
static class TriageAlerts
{
    const string Runbook = "triage";

    /// <param name="ns">Its namespace: other environments may have one of their own in the same cluster.</param>
    public static ImmutableArray<AlertRule> For(string ns) =>
    [
        new()
        {
            Name = "TriageEscalationOverdue",
            Expression = $$"""max(triage_escalation_overdue_seconds{namespace="{{ns}}"}) > 60""",
            For = TimeSpan.FromMinutes(1),
            Severity = AlertSeverity.Critical,
            Summary = "triage is {{ $value | humanizeDuration }} late with paging",
            Description = "An incident was due to be escalated and was not: nobody is being paged for it.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "TriageNoEngineTick",
            Expression = $$"""time() - max(triage_engine_last_tick_timestamp_seconds{namespace="{{ns}}"}) > 30""",
            For = TimeSpan.FromMinutes(1),
            Severity = AlertSeverity.Critical,
            Summary = "triage's engine has not run for {{ $value | humanizeDuration }}",
            Description = "No replica looks for incidents that are due. Alerts are still taken, but page nobody.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "TriagePagesFailing",
            Expression = $$"""sum by (channel) (rate(triage_pages_total{namespace="{{ns}}",outcome="failed"}[5m])) > 0""",
            For = TimeSpan.FromMinutes(5),
            Severity = AlertSeverity.Critical,
            Summary = "Pages by {{ $labels.channel }} fail",
            Description = "A provider refuses pages or does not answer. Whoever is paged only that way is not reached; the escalation goes on.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "TriagePolicyExhausted",
            Expression = $$"""max(triage_incidents_exhausted{namespace="{{ns}}"}) > 0""",
            For = TimeSpan.FromMinutes(1),
            Severity = AlertSeverity.Critical,
            Summary = "{{ $value }} open incidents page nobody any more",
            Description = "Their policy went through all steps and passes, and nobody answered.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "TriageNobodyOnCall",
            Expression = $$"""max by (schedule) (triage_oncall_gap_seconds{namespace="{{ns}}"}) > 0""",
            For = TimeSpan.FromHours(1),
            Summary = "Nobody is on call in {{ $labels.schedule }} for some of the next 14 days",
            Description = "Gaps add up to {{ $value | humanizeDuration }}. Incidents in them go to the service's fallback channel alone.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "TriageWebhookRejects",
            Expression = $$"""sum by (integration) (increase(triage_webhook_requests_total{namespace="{{ns}}",code=~"4.."}[15m])) > 0""",
            Summary = "triage refuses alerts of {{ $labels.integration }}",
            Description = "A sender uses a wrong key or sends what cannot be read. What it wanted to say is lost.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "TriageKeyMissing",
            Expression = $$"""max(triage_config_keys_skipped{namespace="{{ns}}"}) > 0""",
            Summary = "{{ $value }} keys of the on-call document have no usable token",
            Description = "The file of a key is missing, or its token is taken. Its sender is refused, or goes on with the former token.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "TriageOnHold",
            Expression = $$"""max(triage_engine_hold{namespace="{{ns}}"}) > 0""",
            For = TimeSpan.FromMinutes(15),
            Severity = AlertSeverity.Critical,
            Summary = "triage's paging is on hold",
            Description = "Somebody, or a restore, stopped all paging. Until it is let go, nobody is told of anything.",
            Runbook = Runbook,
        },
    ];
}
