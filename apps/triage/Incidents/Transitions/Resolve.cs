using Dapper;
using Npgsql;

namespace Basecamp.Triage.Incidents.Transitions;

/// <summary>Ends an incident for good. A later alert of the same key opens a new one.</summary>
static class Resolve
{
    /// <param name="db">Inside a transaction.</param>
    /// <param name="id">The incident.</param>
    /// <param name="by">Who.</param>
    /// <param name="reason">manual, source or stale.</param>
    /// <param name="seenVersion">Refuse unless the incident is at this version; null means any.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<TransitionResult> ResolveIncident(
        this NpgsqlConnection db, long id, Actor by, string reason, int? seenVersion, CancellationToken ct)
    {
        var incident = await db.LockIncident(id, ct);
        if (incident is null)
            return TransitionResult.NotFound(id);
        if (incident.IsResolved)
            return new(TransitionOutcome.Unchanged, $"Already resolved by {incident.ResolvedBy}.", incident.Version);
        if (TransitionResult.CheckVersion(incident, seenVersion) is { } stale)
            return stale;
        var (version, firing) = await db.QuerySingleAsync<(int, int)>(new CommandDefinition("""
            update incidents
            set status = 'resolved', resolved_at = now(), resolve_reason = @reason, resolved_by = @name, next_escalation_at = null,
                quiet_until = null, not_paging = null, version = version + 1
            where id = @id
            returning version, (select count(*)::int from incident_alerts where incident_id = @id and status = 'firing')
            """, new { id, reason, name = by.Name }, cancellationToken: ct));
        await db.CancelPages(id, ct);
        await db.AddEvent(id, EventKinds.Resolved, by, new { reason, stillFiring = firing }, ct);
        return new(TransitionOutcome.Done, reason == "manual" && firing > 0
            ? $"Resolved by {by.Name}. {firing} alerts still fire at the source: it comes back at the next repeat. Snooze keeps it quiet."
            : $"Resolved by {by.Name}.", version);
    }
}
