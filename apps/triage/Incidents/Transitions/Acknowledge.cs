using Dapper;
using Npgsql;

namespace Basecamp.Triage.Incidents.Transitions;

/// <summary>
/// Somebody takes the incident: paging stops until the policy's acknowledgement timeout. Snoozing is the same with a time
/// of one's own; both end as one due time, quiet_until.
/// </summary>
static class Acknowledge
{
    /// <summary>Longest snooze.</summary>
    public static readonly TimeSpan LongestSnooze = TimeSpan.FromHours(24);

    public static readonly TimeSpan ShortestSnooze = TimeSpan.FromMinutes(1);

    public static async Task<TransitionResult> AcknowledgeIncident(
        this NpgsqlConnection db, long id, Actor by, int? seenVersion, CancellationToken ct)
    {
        var incident = await db.LockIncident(id, ct);
        if (incident is null)
            return TransitionResult.NotFound(id);
        if (TransitionResult.CheckVersion(incident, seenVersion) is { } stale)
            return stale;
        if (incident.IsResolved)
            return Refuse(incident, "acknowledged");
        if (incident.IsQuiet)
            return new(TransitionOutcome.Unchanged, $"Already acknowledged by {incident.AckBy}.", incident.Version);
        var seconds = incident.Policy.AckTimeoutSeconds;
        var version = await Quiet(db, id, by, seconds == 0 ? null : seconds, ct);
        await db.AddEvent(id, EventKinds.Acknowledged, by, new { timeoutSeconds = seconds }, ct);
        return new(TransitionOutcome.Done, $"Acknowledged by {by.Name}.", version);
    }

    public static async Task<TransitionResult> SnoozeIncident(
        this NpgsqlConnection db, long id, Actor by, TimeSpan duration, int? seenVersion, CancellationToken ct)
    {
        if (duration < ShortestSnooze || duration > LongestSnooze)
            return new(TransitionOutcome.Conflict,
                $"Snooze of {duration.TotalSeconds:0} seconds refused: it must be between 60 and 86400 seconds (24 hours).");
        var incident = await db.LockIncident(id, ct);
        if (incident is null)
            return TransitionResult.NotFound(id);
        if (TransitionResult.CheckVersion(incident, seenVersion) is { } stale)
            return stale;
        if (incident.IsResolved)
            return Refuse(incident, "snoozed");
        var version = await Quiet(db, id, by, (int)duration.TotalSeconds, ct);
        await db.AddEvent(id, EventKinds.Snoozed, by, new { seconds = (int)duration.TotalSeconds }, ct);
        return new(TransitionOutcome.Done, $"Snoozed by {by.Name}.", version);
    }

    static async Task<int> Quiet(NpgsqlConnection db, long id, Actor by, int? seconds, CancellationToken ct)
    {
        var version = await db.ExecuteScalarAsync<int>(new CommandDefinition("""
            update incidents
            set status = 'acknowledged', next_escalation_at = null, not_paging = null, ack_by = @name,
                ack_responder_id = @responderId, ack_at = now(), quiet_until = now() + make_interval(secs => @seconds),
                version = version + 1
            where id = @id
            returning version
            """, new { id, name = by.Name, responderId = by.ResponderId, seconds }, cancellationToken: ct));
        await db.CancelPages(id, ct);
        return version;
    }

    static TransitionResult Refuse(LockedIncident incident, string what) => new(TransitionOutcome.Conflict,
        $"Incident {incident.Id} is resolved and can no longer be {what}. If the alert fires again, a new incident opens.",
        incident.Version);
}
