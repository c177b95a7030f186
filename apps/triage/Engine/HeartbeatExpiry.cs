using Basecamp.Triage.Database;
using Basecamp.Triage.Incidents;
using Dapper;

namespace Basecamp.Triage.Engine;

/// <summary>
/// The dead man's switch: a heartbeat that stays away opens an incident in the same transaction that notes it. One that was
/// never seen counts from when it was set up.
/// </summary>
sealed class HeartbeatExpiry(EngineDb db)
{
    public Task<int> Expire(CancellationToken ct) => db.InTransaction(async connection =>
    {
        var gate = await EngineGate.Enter(connection, ct);
        if (gate.Closed)
            return 0;
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            with expired as (
                select id, name, service_id, state, last_seen_at from heartbeats
                where state <> 'expired' and disabled_at is null
                  and coalesce(last_seen_at, armed_at) + make_interval(secs => interval_seconds) <= now()
                order by id limit 100 for update skip locked),
            noted as (update heartbeats h set state = 'expired' from expired e where h.id = e.id),
            opened as (
                insert into incidents (service_id, dedup_key, title, severity, urgency, policy_snapshot, next_escalation_at, not_paging)
                select e.service_id, 'heartbeat:' || e.id,
                       'Heartbeat ' || e.name || case e.state when 'never_seen' then ' was never seen' else ' stopped' end,
                       @critical, s.urgency, policy_snapshot(s.policy_id),
                       case when s.urgency = 'high' and not coalesce(s.maintenance_until > now(), false) then now() end,
                       case when s.urgency = 'low' then 'low_urgency' when s.maintenance_until > now() then 'maintenance' end
                from expired e join services s on s.id = e.service_id
                on conflict (service_id, dedup_key) where status <> 'resolved' do nothing
                returning id),
            told as (
                insert into events (incident_id, kind, actor_kind, actor, detail)
                select id, 'opened', 'engine', 'triage', '{"severity": "critical", "alerts": 0}' from opened)
            select count(*)::int from expired
            """, new { critical = (short)Severity.Critical }, cancellationToken: ct));
    }, ct);
}
