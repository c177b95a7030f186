using System.Text.Json;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Ingest;

/// <summary>Writes the alerts of an incident.</summary>
static class AlertRows
{
    public static async Task Write(NpgsqlConnection db, long incidentId, IReadOnlyList<Alert> alerts, CancellationToken ct)
    {
        if (alerts.Count == 0)
            return;
        await db.ExecuteAsync(new CommandDefinition("""
            insert into incident_alerts (incident_id, fingerprint, status, severity, starts_at, ends_at, labels, annotations, generator_url)
            select @incidentId, f, s, v, b, e, l::jsonb, a::jsonb, g
            from unnest(@fingerprints, @statuses, @severities, @starts::timestamptz[], @ends::timestamptz[], @labels, @annotations, @urls)
                 as t (f, s, v, b, e, l, a, g)
            on conflict (incident_id, fingerprint) do update
            set status = excluded.status, severity = excluded.severity, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                labels = excluded.labels, annotations = excluded.annotations, generator_url = excluded.generator_url,
                missed = 0, last_seen_at = now()
            """,
            new
            {
                incidentId,
                fingerprints = alerts.Select(a => a.Fingerprint).ToArray(),
                statuses = alerts.Select(a => a.Firing ? "firing" : "resolved").ToArray(),
                severities = alerts.Select(a => (short)a.Severity).ToArray(),
                starts = alerts.Select(a => a.StartsAt).ToArray(),
                ends = alerts.Select(a => a.Firing ? null : a.EndsAt).ToArray(),
                labels = alerts.Select(a => JsonSerializer.Serialize(a.Labels)).ToArray(),
                annotations = alerts.Select(a => JsonSerializer.Serialize(a.Annotations)).ToArray(),
                urls = alerts.Select(a => a.GeneratorUrl).ToArray(),
            }, cancellationToken: ct));
    }

    public static async Task MarkMissing(NpgsqlConnection db, long incidentId, AlertChanges changes, CancellationToken ct)
    {
        if (changes.Missed.Count + changes.Gone.Count == 0)
            return;
        await db.ExecuteAsync(new CommandDefinition("""
            update incident_alerts
            set missed = missed + 1, status = case when fingerprint = any(@gone) then 'resolved' else status end,
                ends_at = case when fingerprint = any(@gone) then now() else ends_at end
            where incident_id = @incidentId and (fingerprint = any(@gone) or fingerprint = any(@missed))
            """, new { incidentId, gone = changes.Gone.ToArray(), missed = changes.Missed.ToArray() }, cancellationToken: ct));
    }
}
