using System.Diagnostics.Metrics;
using Basecamp.Triage.Engine;

namespace Basecamp.Triage.Metrics;

/// <summary>Gauges over the auditor's last findings. Every replica reports the same database: take the max.</summary>
static class EngineGauges
{
    public static void Register(Meter meter, EngineStatus status)
    {
        meter.CreateObservableGauge("triage_escalation_overdue_seconds", () => status.Audit.OverdueSeconds, null,
            "Age of the oldest work that is due and not done.");
        meter.CreateObservableGauge("triage_pages_pending", () => status.Audit.PagesPending, null, "Pages due and not sent.");
        meter.CreateObservableGauge("triage_incidents_exhausted", () => status.Audit.Exhausted, null,
            "Triggered incidents whose policy ran out: nobody is paged any more.");
        meter.CreateObservableGauge("triage_responders_unreachable", () => status.Audit.Unreachable, null,
            "People on call without a usable contact method.");
        meter.CreateObservableGauge("triage_engine_hold", () => status.Audit.Hold ? 1 : 0, null, "1 while an operator holds all paging.");
        meter.CreateObservableGauge("triage_config_keys_skipped", () => status.KeysSkipped, null,
            "Keys of the configuration document that this replica could not take over.");
        meter.CreateObservableGauge("triage_engine_last_tick_timestamp_seconds", () => status.LastTick.ToUnixTimeMilliseconds() / 1000.0,
            null, "When this replica's engine last finished a round.");
        meter.CreateObservableGauge("triage_incidents_open", () => status.Audit.Open.Select(o =>
            new Measurement<int>(o.Value, new("status", o.Key.Status), new("severity", o.Key.Severity))), null, "Open incidents.");
        meter.CreateObservableGauge("triage_oncall_gap_seconds", () => status.Audit.GapSeconds.Select(g =>
            new Measurement<double>(g.Value, new KeyValuePair<string, object?>("schedule", g.Key))), null,
            "Time in the next 14 days in which nobody is on call.");
        meter.CreateObservableGauge("triage_heartbeat_age_seconds", () => status.Audit.HeartbeatAges.Select(h =>
            new Measurement<double>(h.Value, new KeyValuePair<string, object?>("name", h.Key))), null, "Time since a heartbeat was seen.");
        meter.CreateObservableGauge("triage_build_info", () => new Measurement<int>(1, new KeyValuePair<string, object?>("version",
            typeof(EngineGauges).Assembly.GetName().Version?.ToString(3) ?? "0")), null, "The running version.");
    }
}
