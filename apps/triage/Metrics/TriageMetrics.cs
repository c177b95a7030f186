using System.Diagnostics.Metrics;
using Basecamp.Triage.Engine;

namespace Basecamp.Triage.Metrics;

/// <summary>
/// Everything triage counts. No label ever holds an incident, a fingerprint or a person: their number is unbounded.
/// Documented in docs/triage/metrics.md.
/// </summary>
sealed class TriageMetrics
{
    public const string MeterName = "Basecamp.Triage";

    static readonly double[] Fast = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    static readonly double[] Lateness = [0.5, 1, 2, 5, 10, 30, 60, 300, 3600];
    static readonly double[] Human = [60, 300, 600, 1800, 3600, 14400];

    readonly Counter<long> webhookRequests;
    readonly Histogram<double> webhookDuration;
    readonly Counter<long> webhookAlerts;
    readonly Counter<long> created;
    readonly Histogram<double> timeToAck;
    readonly Histogram<double> timeToResolve;
    readonly Histogram<double> lateness;
    readonly Counter<long> steps;
    readonly Counter<long> pages;
    readonly Counter<long> attempts;
    readonly Histogram<double> sendDuration;
    readonly Histogram<double> pageLatency;
    readonly Counter<long> leaseExpired;
    readonly Histogram<double> tickDuration;
    readonly Counter<long> dbErrors;

    public TriageMetrics(IMeterFactory factory, EngineStatus status)
    {
        var meter = factory.Create(MeterName);
        webhookRequests = meter.CreateCounter<long>("triage_webhook_requests_total", null, "Requests with alerts, by HTTP status.");
        webhookDuration = Histogram(meter, "triage_webhook_request_duration_seconds", "Time to answer a request with alerts.", Fast);
        webhookAlerts = meter.CreateCounter<long>("triage_webhook_alerts_total", null, "Groups of alerts by what became of them.");
        created = meter.CreateCounter<long>("triage_incidents_created_total", null, "Incidents opened.");
        timeToAck = Histogram(meter, "triage_incident_time_to_ack_seconds", "From opening to the first acknowledgement.", Human);
        timeToResolve = Histogram(meter, "triage_incident_time_to_resolve_seconds", "From opening to resolution.", Human);
        lateness = Histogram(meter, "triage_escalation_lateness_seconds", "How late a step was taken.", Lateness);
        steps = meter.CreateCounter<long>("triage_escalation_steps_total", null, "Steps by outcome.");
        pages = meter.CreateCounter<long>("triage_pages_total", null, "Pages by how they ended.");
        attempts = meter.CreateCounter<long>("triage_page_attempts_total", null, "Attempts to send a page.");
        sendDuration = Histogram(meter, "triage_page_send_duration_seconds", "How long a provider took to answer.", Fast);
        pageLatency = Histogram(meter, "triage_page_latency_seconds", "From opening an incident to its first accepted page.", Lateness);
        leaseExpired = meter.CreateCounter<long>("triage_page_lease_expired_total", null, "Pages whose sender died: possible repeats.");
        tickDuration = Histogram(meter, "triage_engine_tick_duration_seconds", "Time one round of an engine stage took.", Fast);
        dbErrors = meter.CreateCounter<long>("triage_db_errors_total", null, "Database errors by SQLSTATE class.");
        EngineGauges.Register(meter, status);
    }

    public void WebhookAnswered(string integration, int code, double seconds)
    {
        webhookRequests.Add(
            1, new("integration", integration), new("code", code.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        webhookDuration.Record(seconds, new KeyValuePair<string, object?>("integration", integration));
    }

    /// <summary>A request with alerts that got no further than its key.</summary>
    public void WebhookRefused(string integration, int code) => webhookRequests.Add(
        1, new("integration", integration), new("code", code.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public void GroupTaken(string integration, string outcome) =>
        webhookAlerts.Add(1, new("integration", integration), new("outcome", outcome));

    public void IncidentCreated(string service) => created.Add(1, new KeyValuePair<string, object?>("service", service));

    public void Acknowledged(double seconds) => timeToAck.Record(seconds);

    public void Resolved(double seconds) => timeToResolve.Record(seconds);

    public void StepTaken(StepOutcome outcome, double late)
    {
        steps.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant()));
        lateness.Record(Math.Max(0, late));
    }

    public void PageSent(string channel, double? latency)
    {
        PageAttempted(channel, "sent");
        if (latency is { } seconds)
            pageLatency.Record(Math.Max(0, seconds));
    }

    /// <param name="channel">By what.</param>
    /// <param name="outcome">sent, failed, or retry, which is an attempt but no end.</param>
    public void PageAttempted(string channel, string outcome)
    {
        attempts.Add(1, new KeyValuePair<string, object?>("channel", channel));
        if (outcome != "retry")
            pages.Add(1, new("channel", channel), new("outcome", outcome));
    }

    public void PagesCancelled(string channel, int count)
    {
        if (count > 0)
            pages.Add(count, new("channel", channel), new("outcome", "cancelled"));
    }

    public void SendTook(string channel, double seconds) =>
        sendDuration.Record(seconds, new KeyValuePair<string, object?>("channel", channel));

    public void LeasesExpired(int count)
    {
        if (count > 0)
            leaseExpired.Add(count);
    }

    public void TickTook(string stage, double seconds) => tickDuration.Record(seconds, new KeyValuePair<string, object?>("stage", stage));

    public void DbError(string sqlStateClass) => dbErrors.Add(1, new KeyValuePair<string, object?>("sqlstate_class", sqlStateClass));

    static Histogram<double> Histogram(Meter meter, string name, string help, double[] buckets) =>
        meter.CreateHistogram(name, null, help, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = buckets });
}
