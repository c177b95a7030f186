using System.Collections.Immutable;
using Basecamp.Components.Monitoring;

namespace Basecamp.Triage.Chart;

/// <summary>What whoever runs the pager looks at.</summary>
static class TriageDashboard
{
    public static ImmutableArray<DashboardPanel> Panels { get; } =
    [
        new("Paging overdue, s – above 60 somebody is not being told", "s", [new("max(triage_escalation_overdue_seconds)", "overdue")]),
        new("Open incidents by status, count – what is going on", "short", [new("max by (status) (triage_incidents_open)", "{{status}}")]),
        new("Pages by outcome, 1/s – failed ones reach nobody", "ops", [new("sum by (channel, outcome) (rate(triage_pages_total[5m]))", "{{channel}} {{outcome}}")]),
        new("Time to send a page, 95th percentile, s – providers' answers included", "s",
            [new("histogram_quantile(0.95, sum by (le, channel) (rate(triage_page_send_duration_seconds_bucket[5m])))", "{{channel}}")]),
        new("Alerts taken, 1/s – what sources send, by outcome", "ops", [new("sum by (integration, outcome) (rate(triage_webhook_alerts_total[5m]))", "{{integration}} {{outcome}}")]),
        new("Time to acknowledge, median, s – how fast people answer", "s",
            [new("histogram_quantile(0.5, sum by (le) (rate(triage_incident_time_to_ack_seconds_bucket[1h])))", "median")]),
    ];
}
