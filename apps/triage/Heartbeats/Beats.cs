using Basecamp.Triage.Incidents;
using Basecamp.Triage.Incidents.Transitions;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Heartbeats;

/// <summary>Signs of life.</summary>
static class Beats
{
    /// <summary>The heartbeat that Prometheus' Watchdog alert feeds.</summary>
    public const string Watchdog = "watchdog";

    /// <summary>Notes a sign of life and resolves the incident its absence opened.</summary>
    /// <returns>False when the service has no such heartbeat.</returns>
    public static async Task<bool> Beat(this NpgsqlConnection db, long serviceId, string name, Actor by, CancellationToken ct)
    {
        var beat = await db.QuerySingleOrDefaultAsync<(long Id, string Before)?>(new CommandDefinition("""
            update heartbeats h set last_seen_at = now(), state = 'alive'
            from (select id, state from heartbeats
                  where service_id = @serviceId and lower(name) = lower(@name) and disabled_at is null for update) b
            where h.id = b.id
            returning h.id, b.state
            """, new { serviceId, name }, cancellationToken: ct));
        if (beat is not { } seen)
            return false;
        if (seen.Before == "expired")
            await ResolveIncidentOf(db, serviceId, seen.Id, by, ct);
        return true;
    }

    /// <summary>Makes the Watchdog's heartbeat at its first appearance, five minutes long, unless it is configured.</summary>
    public static async Task BeatWatchdog(this NpgsqlConnection db, long serviceId, Actor by, CancellationToken ct)
    {
        if (await db.Beat(serviceId, Watchdog, by, ct))
            return;
        await db.ExecuteAsync(new CommandDefinition("""
            insert into heartbeats (name, service_id, interval_seconds, state, last_seen_at)
            values (@Watchdog, @serviceId, 300, 'alive', now()) on conflict do nothing
            """, new { Watchdog, serviceId }, cancellationToken: ct));
    }

    static async Task ResolveIncidentOf(NpgsqlConnection db, long serviceId, long heartbeatId, Actor by, CancellationToken ct)
    {
        var incident = await db.ExecuteScalarAsync<long?>(new CommandDefinition("""
            select id from incidents where service_id = @serviceId and dedup_key = 'heartbeat:' || @heartbeatId and status <> 'resolved'
            """, new { serviceId, heartbeatId }, cancellationToken: ct));
        if (incident is { } id)
            await db.ResolveIncident(id, by, "source", null, ct);
    }
}
