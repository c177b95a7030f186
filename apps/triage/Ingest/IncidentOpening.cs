using Basecamp.Triage.Incidents;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Ingest;

/// <summary>Opens incidents.</summary>
static class IncidentOpening
{
    // One of two Alertmanagers may still send "firing" after the other one's "resolved": gossip needs a moment.
    const int GossipSeconds = 60;
    const int FlapSeconds = 300;

    /// <returns>The new incident, or null when the key got an open incident in this very moment.</returns>
    public static async Task<long?> Open(
        NpgsqlConnection db, IngestKey key, string dedup, AlertGroup group, CancellationToken ct, bool storm = false)
    {
        var startsAt = group.Alerts.Where(a => a.Firing).Select(a => a.StartsAt).Max();
        var severity = group.Severity;
        var urgency = severity.Urgency(key.ServiceUrgency);
        var id = await db.ExecuteScalarAsync<long?>(new CommandDefinition("""
            with previous as (
                select id, flaps, resolve_reason = 'source' and resolved_at > now() - make_interval(secs => @FlapSeconds) as flapping,
                       resolve_reason = 'source' and resolved_at > now() - make_interval(secs => @GossipSeconds)
                       and exists (select from incident_alerts a where a.incident_id = i.id and a.starts_at = @startsAt) as echo
                from incidents i
                where service_id = @ServiceId and dedup_key = @dedup and status = 'resolved'
                order by resolved_at desc, id desc limit 1),
            start as (
                select case when @urgency = 'low' then 'low_urgency'
                            when s.maintenance_until > now() then 'maintenance' end as not_paging
                from services s where s.id = @ServiceId)
            insert into incidents (service_id, key_id, dedup_key, title, severity, urgency, policy_snapshot, not_paging,
                                   next_escalation_at, previous_id, flaps, hidden_alerts, storm)
            select @ServiceId, @Id, @dedup, @Title, @severity, @urgency, @PolicySnapshot::jsonb, start.not_paging,
                   case when start.not_paging is null
                        then now() + make_interval(secs => case when p.echo then @GossipSeconds else 0 end) end,
                   p.id, case when p.flapping then p.flaps + 1 else 0 end, @Hidden, @storm
            from start left join previous p on true
            on conflict (service_id, dedup_key) where status <> 'resolved' do nothing
            returning id
            """,
            new
            {
                key.ServiceId,
                key.Id,
                key.PolicySnapshot,
                dedup,
                group.Title,
                group.Hidden,
                severity = (short)severity,
                urgency,
                startsAt,
                FlapSeconds,
                GossipSeconds,
                storm,
            }, cancellationToken: ct));
        if (id is { } opened)
            await db.AddEvent(opened, EventKinds.Opened, Actor.Source(key.Name),
                new { severity = severity.Word(), alerts = group.Alerts.Count }, ct);
        return id;
    }

    /// <summary>The service has as many open incidents as it may: further ones join the storm incident.</summary>
    public static Task<bool> IsStorm(NpgsqlConnection db, IngestKey key, CancellationToken ct) =>
        db.ExecuteScalarAsync<bool>(new CommandDefinition("""
            select count(*) >= @OpenCap from (
                select from incidents where service_id = @ServiceId and status <> 'resolved' limit @OpenCap) as open
            """, new { key.ServiceId, key.OpenCap }, cancellationToken: ct));
}
