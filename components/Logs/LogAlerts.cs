using Basecamp.Components.Alerts;

namespace Basecamp.Components.Logs;

/// <summary>Alerts about logs that get lost.</summary>
static class LogAlerts
{
    const string Runbook = "logs-missing";

    public static IEnumerable<AlertRule> OfLoki =>
    [
        new()
        {
            Name = "LokiDown",
            Expression = "absent(loki_build_info)",
            For = TimeSpan.FromMinutes(15),
            Summary = "No Loki answers",
            Description = "Logs cannot be searched. Alloy keeps trying for some minutes per line, then drops it.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "LokiRefusesLogs",
            Expression = """sum by (reason) (rate(loki_discarded_samples_total[10m])) > 0""",
            For = TimeSpan.FromMinutes(15),
            Summary = "Loki throws lines away: {{ $labels.reason }}",
            Description = "A limit is reached, or lines are too old. They are lost.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "LokiCannotStore",
            Expression = """sum(rate(loki_ingester_chunks_flush_failures_total[15m])) > 0""",
            For = TimeSpan.FromMinutes(30),
            Summary = "Loki cannot write to its object store",
            Description = "Logs pile up on Loki's volumes, and are lost when those are full.",
            Runbook = Runbook,
        },
    ];

    public static IEnumerable<AlertRule> OfAlloy =>
    [
        new()
        {
            Name = "AlloyDropsLogs",
            Expression = "sum by (pod) (rate(loki_write_dropped_entries_total[10m])) > 0",
            For = TimeSpan.FromMinutes(10),
            Summary = "{{ $labels.pod }} drops log lines",
            Description = "Loki did not take them in time. They are not in Loki; what the kubelet still has is in /var/log/pods on the machine.",
            Runbook = Runbook,
        },
    ];
}
