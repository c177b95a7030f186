namespace Basecamp.Triage.Tests.Support;

/// <summary>Alertmanager payloads.</summary>
static class Alerts
{
    public sealed record Answer(List<Result> Results);

    public sealed record Result(string Outcome, long? Incident);

    public static object One(string fingerprint, string status = "firing", string severity = "critical", string? startsAt = null,
        string name = "Down") => new
        {
            status,
            fingerprint,
            labels = new Dictionary<string, string> { ["alertname"] = name, ["severity"] = severity, ["instance"] = fingerprint },
            annotations = new Dictionary<string, string> { ["summary"] = $"{fingerprint} is down" },
            startsAt = startsAt ?? "2026-06-01T11:59:00Z",
            endsAt = status == "firing" ? "0001-01-01T00:00:00Z" : "2026-06-01T12:30:00Z",
            generatorURL = "https://prometheus.example.org/graph",
        };

    public static object Payload(string group, object[] alerts, string? status = null, int truncated = 0) => new
    {
        version = "4",
        groupKey = group,
        truncatedAlerts = truncated,
        status = status ?? "firing",
        receiver = "triage",
        groupLabels = new Dictionary<string, string>(),
        commonLabels = new Dictionary<string, string> { ["alertname"] = "Down" },
        commonAnnotations = new Dictionary<string, string>(),
        externalURL = "https://alertmanager.example.org",
        alerts,
    };
}
