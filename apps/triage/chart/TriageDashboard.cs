using System.Collections.Immutable;
using Basecamp.Components.Alerts;

namespace Basecamp.Triage.Chart;

/// <summary>What whoever runs the pager looks at.</summary>
static class TriageDashboard
{
    /// <param name="ns">Its namespace: other environments may have one of their own in the same cluster.</param>
    public static ImmutableArray<DashboardPanel> For(string ns)
    {
        var mine = $$"""{namespace="{{ns}}"}""";
        return
        [
            new("Paging overdue, s – above 60 somebody is not being told", "s", [new($"max(triage_escalation_overdue_seconds{mine})", "overdue")]),
            // Every replica reports the same database: the largest of them, added up over severities.
            new("Open incidents by status, count – what is going on", "short",
                [new($"sum by (status) (max by (status, severity) (triage_incidents_open{mine}))", "{{status}}")]),
            new("Pages by outcome, 1/s – failed ones reach nobody", "ops",
                [new($"sum by (channel, outcome) (rate(triage_pages_total{mine}[5m]))", "{{channel}} {{outcome}}")]),
            new("Time to send a page, 95th percentile, s – providers' answers included", "s",
                [new($"histogram_quantile(0.95, sum by (le, channel) (rate(triage_page_send_duration_seconds_bucket{mine}[5m])))", "{{channel}}")]),
            new("Alerts taken, 1/s – what sources send, by outcome", "ops",
                [new($"sum by (integration, outcome) (rate(triage_webhook_alerts_total{mine}[5m]))", "{{integration}} {{outcome}}")]),
            new("Time to acknowledge, median, s – how fast people answer", "s",
                [new($"histogram_quantile(0.5, sum by (le) (rate(triage_incident_time_to_ack_seconds_bucket{mine}[1h])))", "median")]),
        ];
    }
}
