using Basecamp.Triage.Database;
using NodaTime;
using Npgsql;

namespace Basecamp.Triage.Engine;

/// <summary>What an engine transaction must know before it touches anything.</summary>
/// <param name="Now">The database's clock.</param>
/// <param name="Hold">An operator stopped paging.</param>
/// <param name="TooOld">A newer version has taken over the schema.</param>
sealed record EngineGate(Instant Now, bool Hold, bool TooOld)
{
    /// <summary>Raised whenever an older engine could harm what a migration introduced.</summary>
    public const int EngineVersion = 1;

    public bool Closed => Hold || TooOld;

    /// <summary>
    /// Takes the schema lock in shared mode for the rest of the transaction, then looks. Two statements in one round trip,
    /// because the snapshot of a statement that waited for a migration would not see what it changed.
    /// </summary>
    public static async Task<EngineGate> Enter(NpgsqlConnection db, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(db);
        var take = new NpgsqlBatchCommand("select pg_advisory_xact_lock_shared($1)");
        take.Parameters.Add(new NpgsqlParameter<long> { TypedValue = AdvisoryLocks.Schema });
        batch.BatchCommands.Add(take);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select now(), hold, min_engine from engine_state"));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return new(Instant.FromDateTimeUtc(reader.GetDateTime(0)), reader.GetBoolean(1), reader.GetInt32(2) > EngineVersion);
    }
}
