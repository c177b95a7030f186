using System.Security.Cryptography;
using Basecamp.Triage.Database;
using Basecamp.Triage.Engine;
using Basecamp.Triage.Heartbeats;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Metrics;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Ingest;

/// <summary>Writes what a request said, in one transaction that is committed before the sender gets its answer.</summary>
sealed class IngestPipeline(Db db, GroupIngest groups, EngineSignal signal, TriageMetrics metrics)
{
    public async Task<IReadOnlyList<GroupResult>> Take(
        IngestKey key, IReadOnlyList<AlertGroup> found, ReadOnlyMemory<byte> body, string integration, CancellationToken ct)
    {
        var watchdog = found.Any(g => g.Alerts.Any(a => a is { IsWatchdog: true, Firing: true }));
        // Always in the same order: two senders with the same groups must not wait for each other.
        var ordered = found.Select(g => g with { Alerts = [.. g.Alerts.Where(a => !a.IsWatchdog)] })
            .Where(g => g.Alerts.Count > 0).OrderBy(g => g.Identity, StringComparer.Ordinal).ToList();
        var sha = SHA256.HashData(body.Span);
        var results = await db.InTransaction(async connection =>
        {
            var list = new List<GroupResult>();
            if (watchdog)
                await connection.BeatWatchdog(key.ServiceId, Actor.Source(key.Name), ct);
            foreach (var group in ordered)
                list.Add(await groups.Apply(connection, key, group, ct));
            await Receipt(connection, key.Id, sha, ordered.Sum(g => g.Alerts.Count), Summary(list), ct);
            return list;
        }, ct);
        foreach (var result in results)
        {
            metrics.GroupTaken(integration, result.Outcome.ToString().ToLowerInvariant());
            if (result.Outcome == GroupOutcome.Opened)
                metrics.IncidentCreated(key.Service);
        }
        if (results.Any(r => r.Urgent))
            signal.Wake();
        return results;
    }

    /// <summary>
    /// A body that had to be refused may have been a page. It becomes an incident of its own, one per key however often it
    /// happens, so that somebody looks at the sender.
    /// </summary>
    public async Task Rejected(IngestKey key, string why, CancellationToken ct)
    {
        var alert = new Alert("rejected", true, Severity.Warning, null, null,
            new Dictionary<string, string> { ["alertname"] = "TriageRejectedPayload", ["key"] = key.Name },
            new Dictionary<string, string> { ["description"] = CleanText.Clean(why, Limits.ValueChars) }, "");
        var group = new AlertGroup("triage:rejected", $"Alerts from '{key.Name}' were refused and are lost", [alert], 0, Complete: false);
        await db.InTransaction(async connection =>
        {
            await groups.Apply(connection, key, group, ct);
            await Receipt(connection, key.Id, new byte[32], 0, "rejected", ct);
        }, ct);
        signal.Wake();
    }

    static string Summary(List<GroupResult> results) => results.Count == 0 ? "ignored"
        : string.Join(',', results.Select(r => r.Outcome.ToString().ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal));

    static Task Receipt(NpgsqlConnection connection, long keyId, byte[] sha, int alerts, string outcome, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition("""
            insert into webhook_receipts (key_id, body_sha256, alerts, outcome) values (@keyId, @sha, @alerts, @outcome)
            """, new { keyId, sha, alerts, outcome }, cancellationToken: ct));
}
