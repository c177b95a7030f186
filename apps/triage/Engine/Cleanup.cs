using Basecamp.Triage.Database;
using Basecamp.Triage.Hosting;
using Dapper;

namespace Basecamp.Triage.Engine;

/// <summary>Lets old rows go, in small batches through their own indexes.</summary>
sealed class Cleanup(EngineDb db, Wakeups wakeups, TriageOptions options)
{
    public const int Batch = 500;

    public async Task<int> Run(CancellationToken ct)
    {
        await wakeups.MarkStale(options.StaleAfter, ct);
        return await db.InTransaction(async connection =>
        {
            var gate = await EngineGate.Enter(connection, ct);
            if (gate.TooOld)
                return 0;
            await connection.ExecuteAsync(new CommandDefinition("""
                delete from webhook_receipts where received_at < now() - interval '7 days';
                delete from api_idempotency where created_at < now() - interval '24 hours';
                delete from replicas where last_tick_at < now() - interval '1 day'
                """, cancellationToken: ct));
            return options.RetentionDays == 0 ? 0 : await connection.ExecuteScalarAsync<int>(new CommandDefinition(
                "select delete_resolved_incidents(make_interval(days => @days), @Batch)",
                new { days = options.RetentionDays, Batch }, cancellationToken: ct));
        }, ct);
    }
}
