using Dapper;
using Npgsql;

namespace Basecamp.Triage.Incidents.Transitions;

/// <summary>
/// Hands the incident to one person: a new epoch whose first step pages only them. If they do not acknowledge, the original
/// policy follows.
/// </summary>
static class Reassign
{
    const int DelaySeconds = 300;

    public static async Task<TransitionResult> ReassignIncident(
        this NpgsqlConnection db, long id, Actor by, string login, int? seenVersion, CancellationToken ct)
    {
        var target = await db.QuerySingleOrDefaultAsync<(long Id, string Name)?>(new CommandDefinition(
            "select id, name from responders where login = @login and disabled_at is null", new { login }, cancellationToken: ct));
        if (target is not { } to)
            return new(TransitionOutcome.Conflict, $"There is no active responder '{login}'. Use the login of somebody in the settings.");
        var incident = await db.LockIncident(id, ct);
        if (incident is null)
            return TransitionResult.NotFound(id);
        if (TransitionResult.CheckVersion(incident, seenVersion) is { } stale)
            return stale;
        if (incident.IsResolved)
            return new(TransitionOutcome.Conflict, $"Incident {id} is resolved and cannot be reassigned.", incident.Version);
        var policy = incident.Policy.StartingWith(new StepTarget(StepTarget.Reassigned, to.Id, to.Name), DelaySeconds);
        await db.CancelPages(id, ct);
        var version = await db.ExecuteScalarAsync<int>(new CommandDefinition("""
            update incidents
            set status = 'triggered', next_escalation_at = now(), not_paging = null, quiet_until = null, epoch = epoch + 1,
                next_step = 0, loop = 0, policy_snapshot = @policy::jsonb, version = version + 1
            where id = @id
            returning version
            """, new { id, policy = policy.ToJson() }, cancellationToken: ct));
        await db.AddEvent(id, EventKinds.Reassigned, by, new { to = to.Name }, ct);
        return new(TransitionOutcome.Done, $"Reassigned to {to.Name} by {by.Name}.", version);
    }
}
