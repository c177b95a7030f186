using Basecamp.Triage.Database;
using Dapper;

namespace Basecamp.Triage.Engine;

/// <summary>Everything, besides escalation steps, that happens because a time has come.</summary>
sealed class Wakeups(EngineDb db)
{
    const int Batch = 100;

    /// <summary>
    /// Acknowledged and forgotten, or a snooze is over: paging starts again from the first step, with whoever is on call now.
    /// </summary>
    public Task<int> EndQuiet(CancellationToken ct) => Claim("""
        with due as (
            select id, ack_by from incidents where quiet_until <= now() and status = 'acknowledged'
            order by quiet_until limit @Batch for no key update skip locked),
        changed as (
            update incidents i
            set status = 'triggered', quiet_until = null, epoch = epoch + 1, next_step = 0, loop = 0, version = version + 1,
                not_paging = case when urgency = 'low' then 'low_urgency' end,
                next_escalation_at = case when urgency = 'low' then null else now() end
            from due where i.id = due.id
            returning i.id, due.ack_by)
        insert into events (incident_id, kind, actor_kind, actor, detail)
        select id, 'quiet_ended', 'engine', 'triage', jsonb_build_object('acknowledgedBy', ack_by) from changed
        """, ct);

    /// <summary>The maintenance of a service is over: what opened meanwhile pages now.</summary>
    public Task<int> EndMaintenance(CancellationToken ct) => Claim("""
        with over as (
            select i.id from incidents i join services s on s.id = i.service_id
            where i.not_paging = 'maintenance' and i.status = 'triggered'
              and (s.maintenance_until is null or s.maintenance_until <= now())
            order by i.id limit @Batch for no key update of i skip locked),
        changed as (
            update incidents i set not_paging = null, next_escalation_at = now(), epoch = epoch + 1, next_step = 0, loop = 0,
                   version = version + 1
            from over where i.id = over.id returning i.id)
        insert into events (incident_id, kind, actor_kind, actor) select id, 'maintenance_ended', 'engine', 'triage' from changed
        """, ct);

    /// <summary>
    /// Incidents whose source fell silent, neither firing nor resolved, for the time given. They are marked; nobody resolves
    /// on behalf of a source that may be broken.
    /// </summary>
    public Task<int> MarkStale(TimeSpan after, CancellationToken ct) => Claim("""
        with silent as (
            select id from incidents
            where status <> 'resolved' and stale_at is null and last_seen_at < now() - make_interval(secs => @seconds)
            order by id limit @Batch for no key update skip locked),
        changed as (
            update incidents i set stale_at = now(), version = version + 1 from silent where i.id = silent.id returning i.id)
        insert into events (incident_id, kind, actor_kind, actor) select id, 'stale', 'engine', 'triage' from changed
        """, ct, after.TotalSeconds);

    Task<int> Claim(string sql, CancellationToken ct, double seconds = 0) => db.InTransaction(async connection =>
    {
        var gate = await EngineGate.Enter(connection, ct);
        return gate.Closed ? 0 : await connection.ExecuteAsync(new CommandDefinition(sql, new { Batch, seconds }, cancellationToken: ct));
    }, ct);
}
