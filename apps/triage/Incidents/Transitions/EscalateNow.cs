using Dapper;
using Npgsql;

namespace Basecamp.Triage.Incidents.Transitions;

/// <summary>
/// Goes on to the next step at once. The caller says what it saw: two late replies to one page are one escalation
/// (goalert#2775).
/// </summary>
static class EscalateNow
{
    /// <param name="db">Inside a transaction.</param>
    /// <param name="id">The incident.</param>
    /// <param name="by">Who.</param>
    /// <param name="asOf">When the caller saw the incident; null means now. Refused if it escalated after that.</param>
    /// <param name="seenVersion">Refuse unless the incident is at this version; null means any.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<TransitionResult> EscalateIncident(
        this NpgsqlConnection db, long id, Actor by, DateTime? asOf, int? seenVersion, CancellationToken ct)
    {
        var incident = await db.LockIncident(id, ct);
        if (incident is null)
            return TransitionResult.NotFound(id);
        if (TransitionResult.CheckVersion(incident, seenVersion) is { } stale)
            return stale;
        if (incident.IsResolved)
            return new(TransitionOutcome.Conflict, $"Incident {id} is resolved and cannot be escalated.", incident.Version);
        if (asOf is { } seen && incident.LastEscalationAt > seen)
            return new(TransitionOutcome.Conflict,
                $"Incident {id} already escalated at {incident.LastEscalationAt:u}, after the page you answer. Load it again.",
                incident.Version);
        // After the last step of the last pass, asking for more starts the policy again. Otherwise an acknowledged incident goes
        // on where it stopped.
        var restart = incident.NotPaging is not null || incident.NextStep >= incident.Policy.Steps.Count;
        var version = await db.ExecuteScalarAsync<int>(new CommandDefinition("""
            update incidents
            set status = 'triggered', next_escalation_at = now(), not_paging = null, quiet_until = null,
                epoch = epoch + case when @restart then 1 else 0 end,
                next_step = case when @restart then 0 else next_step end, loop = case when @restart then 0 else loop end,
                last_escalation_at = now(), version = version + 1
            where id = @id
            returning version
            """, new { id, restart }, cancellationToken: ct));
        await db.AddEvent(id, EventKinds.EscalatedNow, by, new { restart }, ct);
        return new(TransitionOutcome.Done, $"Escalated by {by.Name}.", version);
    }
}
