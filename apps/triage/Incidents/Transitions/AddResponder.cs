using Basecamp.Triage.OnCall;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Incidents.Transitions;

/// <summary>
/// Pages one more person at once, also while somebody works on it. The escalation goes on as it was: help is asked for,
/// nothing is handed over.
/// </summary>
static class AddResponder
{
    // No step of the policy.
    const int Step = -2;

    public static async Task<TransitionResult> AddResponderToIncident(
        this NpgsqlConnection db, long id, Actor by, string login, OnCallBook book, int? seenVersion, CancellationToken ct)
    {
        if (book.Responders.Values.FirstOrDefault(r => r.Login == login && !r.Disabled) is not { } to)
            return new(TransitionOutcome.Conflict, $"There is no active responder '{login}'. Use the login of somebody in the settings.");
        if (!to.Reachable)
            return new(TransitionOutcome.Conflict, $"{to.Name} has no verified contact method and cannot be paged.");
        var incident = await db.LockIncident(id, ct);
        if (incident is null)
            return TransitionResult.NotFound(id);
        if (TransitionResult.CheckVersion(incident, seenVersion) is { } stale)
            return stale;
        if (incident.IsResolved)
            return new(TransitionOutcome.Conflict, $"Incident {id} is resolved; nobody can be added to it.", incident.Version);
        var pages = to.PagesFor("high").ToList();
        var added = await db.ExecuteAsync(new CommandDefinition("""
            insert into pages (incident_id, epoch, loop, step, rule_no, reason, responder_id, method_id, channel, not_before)
            select @id, @Epoch, @Loop, @Step, n, 'added', @responder, m, c, now() + make_interval(secs => d)
            from unnest(@rules, @methods, @kinds, @delays) as t (n, m, c, d)
            on conflict on constraint pages_one_per_step do nothing
            """,
            new
            {
                id,
                incident.Epoch,
                incident.Loop,
                Step,
                responder = to.Id,
                rules = pages.Select(p => p.RuleNo).ToArray(),
                methods = pages.Select(p => p.Method.Id).ToArray(),
                kinds = pages.Select(p => p.Method.Kind).ToArray(),
                delays = pages.Select(p => (double)p.DelaySeconds).ToArray(),
            }, cancellationToken: ct));
        if (added == 0)
            return new(TransitionOutcome.Unchanged, $"{to.Name} was added already.", incident.Version);
        var version = await db.ExecuteScalarAsync<int>(new CommandDefinition(
            "update incidents set version = version + 1 where id = @id returning version", new { id }, cancellationToken: ct));
        await db.AddEvent(id, EventKinds.ResponderAdded, by, new { who = to.Name }, ct);
        return new(TransitionOutcome.Done, $"Paging {to.Name} as well.", version);
    }
}
