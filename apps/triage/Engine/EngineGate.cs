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

    /// <summary>
    /// For the condition of a claim in the same batch as the lock, so that it needs no round trip of its own to learn that
    /// the gate is closed. Wants the parameter @engine.
    /// </summary>
    public const string IsOpen = "(select not hold and min_engine <= @engine from engine_state)";

    public bool Closed => Hold || TooOld;

    /// <summary>
    /// The schema lock in shared mode for the rest of the transaction. A statement of its own, because the snapshot of one
    /// that waited for a migration would not see what it changed.
    /// </summary>
    public static NpgsqlBatch Lock(NpgsqlConnection db) =>
        new NpgsqlBatch(db).Add("select pg_advisory_xact_lock_shared(@key)", ("key", AdvisoryLocks.Schema));

    /// <summary>Takes the lock, then looks.</summary>
    public static async Task<EngineGate> Enter(NpgsqlConnection db, CancellationToken ct)
    {
        await using var batch = Lock(db).Add("select now(), hold, min_engine from engine_state");
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await Read(reader, ct);
    }

    /// <summary>Reads the answer to "select now(), hold, min_engine from engine_state".</summary>
    public static async Task<EngineGate> Read(NpgsqlDataReader reader, CancellationToken ct)
    {
        await reader.ReadAsync(ct);
        return new(Instant.FromDateTimeUtc(reader.GetDateTime(0)), reader.GetBoolean(1), reader.GetInt32(2) > EngineVersion);
    }
}
