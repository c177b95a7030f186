using Basecamp.Triage.Database;
using Dapper;

namespace Basecamp.Triage.Engine;

/// <summary>
/// One question a second instead of one of every stage: is anything due at all? Each part reads the first entry of a
/// partial index.
/// </summary>
sealed class Lookout(EngineDb db)
{
    public Task<bool> AnythingDue(CancellationToken ct) => db.Read(connection => connection.ExecuteScalarAsync<bool>(
        new CommandDefinition(Due, new { engine = EngineGate.EngineVersion }, cancellationToken: ct)), ct);

    const string Due = $"""
        select {EngineGate.IsOpen} and (
            exists (select from incidents where next_escalation_at <= now())
            or exists (select from incidents where quiet_until <= now())
            or exists (select from pages where status = 'pending' and not_before <= now())
            or exists (select from heartbeats
                       where state <> 'expired' and disabled_at is null
                         and coalesce(last_seen_at, armed_at) + make_interval(secs => interval_seconds) <= now()))
        """;
}
