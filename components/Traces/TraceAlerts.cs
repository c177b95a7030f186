using Basecamp.Components.Alerts;

namespace Basecamp.Components.Traces;

/// <summary>Alerts about traces that get lost.</summary>
static class TraceAlerts
{
    const string Runbook = "traces-missing";

    public static IEnumerable<AlertRule> All =>
    [
        new()
        {
            Name = "TracesLost",
            Expression = """sum(rate({__name__=~"otelcol_exporter_send_failed_spans(_total)?"}[10m])) > 0""",
            For = TimeSpan.FromMinutes(15),
            Summary = "The collector cannot hand traces to Tempo",
            Description = "Spans are thrown away. Apps do not notice; only traces have holes.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "TempoDown",
            Expression = "absent(tempo_build_info)",
            For = TimeSpan.FromMinutes(15),
            Summary = "Tempo does not answer",
            Description = "Traces cannot be searched, and new ones are lost once the collector's queue is full.",
            Runbook = Runbook,
        },
    ];
}
