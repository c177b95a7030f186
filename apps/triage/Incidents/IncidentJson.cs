using System.Text.Json;
using System.Text.Json.Serialization;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.OnCall;

namespace Basecamp.Triage.Incidents;

/// <summary>The answer of GET /api/v1/incidents.</summary>
/// <param name="ServerTime">The database's clock.</param>
/// <param name="Version">Changes when anything here changes; also the ETag.</param>
/// <param name="Engine">How the engine is doing.</param>
/// <param name="Items">Most urgent first.</param>
/// <param name="NextCursor">Pass as cursor for the next page; null on the last.</param>
sealed record IncidentListJson(
    DateTime ServerTime, string Version, EngineJson Engine, IReadOnlyList<IncidentJson> Items, string? NextCursor);

sealed record EngineJson(double OverdueSeconds, bool Hold);

sealed record ServiceJson(long Id, string Name);

sealed record AckJson(string By, DateTime At, DateTime? Until);

sealed record LinksJson(string Self, string Ui, string? Runbook);

/// <summary>An incident for scripts.</summary>
sealed record IncidentJson(
    long Id, long Number, string Title, string Severity, string Urgency, string Status, ServiceJson Service, DateTime CreatedAt,
    AckJson? Ack, IReadOnlyList<PagedPerson> Paged, NextEscalation NextEscalation, int AlertsFiring, int AlertsTotal, int HiddenAlerts,
    DateTime? ResolvedAt, string? ResolvedBy, string? ResolveReason, int Flaps, bool Stale, int Version, LinksJson Links)
{
    public static IncidentJson Of(IncidentRow row, OnCallBook book, TriageOptions options) => new(
        row.Id, row.Id, row.Title, ((Severity)row.Severity).Word(), row.Urgency, row.Status, new(row.ServiceId, row.Service), row.CreatedAt,
        row.Status == "acknowledged" ? new(row.AckBy!, row.AckAt!.Value, row.QuietUntil) : null,
        row.Paged(), NextEscalation.Of(row, book), row.AlertsFiring, row.AlertsTotal, row.HiddenAlerts, row.ResolvedAt, row.ResolvedBy,
        row.ResolveReason, row.Flaps, row.StaleAt is not null, row.Version,
        new($"/api/v1/incidents/{row.Id}", options.LinkTo(row.Id), SafeLink.Of(row.Runbook)));
}

// Generated code, because this is the answer most asked for.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IncidentListJson))]
sealed partial class IncidentJsonContext : JsonSerializerContext;
