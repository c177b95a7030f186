using Dapper;
using Npgsql;

namespace Basecamp.Triage.Ingest;

/// <summary>An open incident that a message belongs to; its row is locked.</summary>
sealed record OpenIncident
{
    public long Id { get; init; }
    public string DedupKey { get; init; } = "";
    public string Status { get; init; } = "";
    public short Severity { get; init; }
    public string Urgency { get; init; } = "";
    public int HiddenAlerts { get; init; }
    public int Epoch { get; init; }
    public int Loop { get; init; }
    public string? NotPaging { get; init; }
    public long? AckResponderId { get; init; }

    /// <summary>Put before fingerprints, so that alerts of several groups keep apart in a storm incident.</summary>
    public string Prefix { get; init; } = "";
}

/// <summary>Finds and locks the open incident of a message.</summary>
static class OpenLookup
{
    /// <summary>The dedup key of a service's storm incident; no hash, so it can never collide with a group.</summary>
    public const string StormKey = "storm";

    public static async Task<OpenIncident?> Find(
        NpgsqlConnection db, IngestKey key, string dedup, AlertGroup group, CancellationToken ct) =>
        await ByKey(db, key.ServiceId, dedup, ct)
        ?? await ByFingerprint(db, key, [.. group.Alerts.Select(a => a.Fingerprint)], ct)
        ?? await InStorm(db, key, dedup, group, ct);

    public static Task<OpenIncident?> FindStorm(NpgsqlConnection db, IngestKey key, CancellationToken ct) =>
        ByKey(db, key.ServiceId, StormKey, ct);

    public static Task<OpenIncident?> ByKey(NpgsqlConnection db, long serviceId, string dedup, CancellationToken ct) =>
        db.QuerySingleOrDefaultAsync<OpenIncident>(new CommandDefinition("""
            select id, dedup_key, status, severity, urgency, hidden_alerts, epoch, loop, not_paging, ack_responder_id
            from incidents where service_id = @serviceId and dedup_key = @dedup and status <> 'resolved'
            for no key update
            """, new { serviceId, dedup }, cancellationToken: ct));

    // The group key holds the route's matchers: editing Alertmanager's routes changes it while the alerts go on.
    static Task<OpenIncident?> ByFingerprint(NpgsqlConnection db, IngestKey key, string[] fingerprints, CancellationToken ct) =>
        db.QueryFirstOrDefaultAsync<OpenIncident>(new CommandDefinition("""
            select id, dedup_key, status, severity, urgency, hidden_alerts, epoch, loop, not_paging, ack_responder_id
            from incidents
            where status <> 'resolved' and key_id = @Id and not storm and id in (
                select incident_id from incident_alerts where fingerprint = any(@fingerprints) and status = 'firing')
            order by id limit 1
            for no key update
            """, new { key.Id, fingerprints }, cancellationToken: ct));

    static async Task<OpenIncident?> InStorm(
        NpgsqlConnection db, IngestKey key, string dedup, AlertGroup group, CancellationToken ct)
    {
        var prefix = dedup[..12] + ":";
        var storm = await db.QueryFirstOrDefaultAsync<OpenIncident>(new CommandDefinition("""
            select id, dedup_key, status, severity, urgency, hidden_alerts, epoch, loop, not_paging, ack_responder_id
            from incidents
            where service_id = @ServiceId and dedup_key = @StormKey and status <> 'resolved' and id in (
                select incident_id from incident_alerts where fingerprint = any(@prefixed) and status = 'firing')
            for no key update
            """, new { key.ServiceId, StormKey, prefixed = group.Alerts.Select(a => prefix + a.Fingerprint).ToArray() },
            cancellationToken: ct));
        return storm is null ? null : storm with { Prefix = prefix };
    }
}
