using Npgsql;

namespace Basecamp.Triage.Database;

/// <summary>
/// Work against PostgreSQL. A transaction that fails for a passing reason is repeated as a whole, never statement by
/// statement: a server restart leaves stale pooled connections behind (npgsql#5073), and after an unknown commit only the
/// constraints of the schema can tell whether the first attempt counted.
/// </summary>
class Db(NpgsqlDataSource source)
{
    const int Attempts = 4;

    public async Task<T> InTransaction<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(ct);
                await using var transaction = await connection.BeginTransactionAsync(ct);
                var result = await work(connection);
                await transaction.CommitAsync(ct);
                return result;
            }
            catch (Exception e) when (attempt < Attempts && DbErrors.IsPassing(e))
            {
                await BeforeRepeat(e, attempt, ct);
            }
        }
    }

    public Task InTransaction(Func<NpgsqlConnection, Task> work, CancellationToken ct) =>
        InTransaction(async connection =>
        {
            await work(connection);
            return true;
        }, ct);

    /// <summary>Reads outside an explicit transaction: each statement sees its own snapshot.</summary>
    public async Task<T> Read<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(ct);
                return await work(connection);
            }
            catch (Exception e) when (attempt < Attempts && DbErrors.IsPassing(e))
            {
                await BeforeRepeat(e, attempt, ct);
            }
        }
    }

    async Task BeforeRepeat(Exception e, int attempt, CancellationToken ct)
    {
        if (DbErrors.BreaksConnections(e))
            source.Clear();
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 40) * (1 << attempt)), ct);
    }
}

/// <summary>The engine's own small pool, so that page views can never starve it.</summary>
sealed class EngineDb(NpgsqlDataSource source) : Db(source);
