using System.Text.Json;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Incidents;

/// <summary>What can appear in an incident's timeline.</summary>
static class EventKinds
{
    public const string Opened = "opened";
    public const string AlertAdded = "alert_added";
    public const string AlertResolved = "alert_resolved";
    public const string SeverityRaised = "severity_raised";
    public const string Step = "step";
    public const string StepSkipped = "step_skipped";
    public const string NobodyReachable = "nobody_reachable";
    public const string Fallback = "fallback";
    public const string Paged = "paged";
    public const string PageFailed = "page_failed";
    public const string PageRetry = "page_retry";
    public const string PulledForward = "pulled_forward";
    public const string Exhausted = "exhausted";
    public const string Acknowledged = "acknowledged";
    public const string Snoozed = "snoozed";
    public const string QuietEnded = "quiet_ended";
    public const string EscalatedNow = "escalated_now";
    public const string Reassigned = "reassigned";
    public const string ResponderAdded = "responder_added";
    public const string Resolved = "resolved";
    public const string MaintenanceStarted = "maintenance_started";
    public const string MaintenanceEnded = "maintenance_ended";
    public const string Note = "note";
    public const string Stale = "stale";
}

/// <summary>Adds to the append-only timeline.</summary>
static class Timeline
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Task AddEvent(this NpgsqlConnection db, long incidentId, string kind, Actor by, object? detail, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition("""
            insert into events (incident_id, kind, actor_kind, actor, detail)
            values (@incidentId, @kind, @actorKind, @actor, @detail::jsonb)
            """,
            new { incidentId, kind, actorKind = by.Kind, actor = by.Name, detail = Detail(detail) }, cancellationToken: ct));

    public static string Detail(object? detail) => detail is null ? "{}" : JsonSerializer.Serialize(detail, Json);
}

/// <summary>An entry of the timeline as it is read.</summary>
sealed record TimelineEvent
{
    public long Id { get; init; }
    public DateTime At { get; init; }
    public string Kind { get; init; } = "";
    public string ActorKind { get; init; } = "";
    public string Actor { get; init; } = "";
    public Guid? PageId { get; init; }
    [System.Text.Json.Serialization.JsonIgnore]
    public string DetailJson { get; init; } = "{}";

    public JsonElement Detail => JsonDocument.Parse(DetailJson).RootElement;
}

static class TimelineQueries
{
    /// <summary>Latest first.</summary>
    public static async Task<List<TimelineEvent>> ReadTimeline(
        this NpgsqlConnection db, long incidentId, int limit, long? before, CancellationToken ct) =>
        [.. await db.QueryAsync<TimelineEvent>(new CommandDefinition("""
            select id, at, kind, actor_kind, actor, page_id, detail::text as detail_json
            from events where incident_id = @incidentId and (@before::bigint is null or id < @before)
            order by id desc limit @limit
            """, new { incidentId, limit, before }, cancellationToken: ct))];
}
