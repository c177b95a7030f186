using System.Security.Cryptography;
using System.Text;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Incidents.Transitions;
using Basecamp.Triage.OnCall;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Ingest;

/// <summary>
/// Turns one group of alerts into a new or changed incident, inside the caller's transaction. Repeating it changes nothing:
/// replays are normal traffic, since both Alertmanagers of a pair send everything.
/// </summary>
sealed class GroupIngest(OnCallBookLoader books)
{
    public async Task<GroupResult> Apply(NpgsqlConnection db, IngestKey key, AlertGroup group, CancellationToken ct)
    {
        var dedup = DedupKey(key.Id, group.Identity);
        for (; ; )
        {
            var open = await OpenLookup.Find(db, key, dedup, group, ct);
            if (open is not null)
                return await Change(db, key, open, dedup, group, ct);
            if (!group.AnyFiring)
                return new(GroupOutcome.Ignored, null, false);
            if (await IncidentOpening.IsStorm(db, key, ct))
                return await JoinStorm(db, key, dedup, group, ct);
            if (await IncidentOpening.Open(db, key, dedup, group, ct) is { } id)
            {
                var firing = AlertMerge.Plan([], group, countMissing: false);
                await AlertRows.Write(db, id, firing.Write, ct);
                return new(GroupOutcome.Opened, id, true, firing.Added.Count);
            }
            // Another replica opened it in this moment: look again.
        }
    }

    /// <summary>Group keys may be long and hold anything; the key's id keeps senders apart.</summary>
    public static string DedupKey(long keyId, string identity) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{keyId}\0{identity}")));

    async Task<GroupResult> JoinStorm(NpgsqlConnection db, IngestKey key, string dedup, AlertGroup group, CancellationToken ct)
    {
        for (; ; )
        {
            if (await OpenLookup.FindStorm(db, key, ct) is { } storm)
                return await Change(db, key, storm with { Prefix = dedup[..12] + ":" }, dedup, group, ct);
            var title = $"Alert storm: {key.Service} has more than {key.OpenCap} open incidents";
            await IncidentOpening.Open(db, key, OpenLookup.StormKey, group with { Title = title }, ct, storm: true);
        }
    }

    async Task<GroupResult> Change(
        NpgsqlConnection db, IngestKey key, OpenIncident open, string dedup, AlertGroup group, CancellationToken ct)
    {
        var source = Actor.Source(key.Name);
        var prefixed = open.Prefix.Length == 0 ? group
            : group with { Alerts = [.. group.Alerts.Select(a => a with { Fingerprint = open.Prefix + a.Fingerprint })] };
        var stored = (await db.QueryAsync<StoredAlert>(new CommandDefinition(
            "select fingerprint, status, severity, starts_at, missed from incident_alerts where incident_id = @Id",
            new { open.Id }, cancellationToken: ct))).ToList();
        // An incident found through a moved group key gets lists of another shape: absence then proves nothing.
        var whole = group.Complete && open.DedupKey == dedup;
        var changes = AlertMerge.Plan(stored, prefixed, countMissing: whole);
        if (!changes.Any && group.Hidden == open.HiddenAlerts)
        {
            await Touch(db, open.Id, ct);
            return new(GroupOutcome.Duplicate, open.Id, false);
        }
        await AlertRows.Write(db, open.Id, changes.Write, ct);
        await AlertRows.MarkMissing(db, open.Id, changes, ct);
        var hidden = open.DedupKey == dedup ? group.Hidden : open.HiddenAlerts;
        await db.ExecuteAsync(new CommandDefinition("""
            update incidents set last_seen_at = now(), stale_at = null, hidden_alerts = @hidden, version = version + 1 where id = @Id
            """, new { open.Id, hidden }, cancellationToken: ct));
        if (changes.Added.Count > 0)
            await db.AddEvent(open.Id, EventKinds.AlertAdded, source, new { count = changes.Added.Count }, ct);
        if (changes.Ended.Count + changes.Gone.Count > 0)
            await db.AddEvent(open.Id, EventKinds.AlertResolved, source,
                new { count = changes.Ended.Count, missing = changes.Gone.Count }, ct);
        if (changes.StillFiring == 0 && hidden == 0)
        {
            await db.ResolveIncident(open.Id, source, "source", null, ct);
            return new(GroupOutcome.Resolved, open.Id, false, changes.Added.Count, changes.Ended.Count);
        }
        var urgent = changes.Added.Count > 0 &&
            await SeverityRaise.Apply(db, open, key, group.Severity, await books.Load(db, ct), ct);
        return new(GroupOutcome.Updated, open.Id, urgent, changes.Added.Count, changes.Ended.Count);
    }

    static Task Touch(NpgsqlConnection db, long id, CancellationToken ct) => db.ExecuteAsync(new CommandDefinition(
        "update incidents set last_seen_at = now(), stale_at = null where id = @id", new { id }, cancellationToken: ct));
}
