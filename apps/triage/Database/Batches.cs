using Npgsql;

namespace Basecamp.Triage.Database;

/// <summary>
/// Several statements in one round trip. Outside an explicit transaction PostgreSQL runs a batch as one: all of it counts
/// or nothing, transaction-scoped locks last to its end, and each statement sees what committed before it began.
/// </summary>
static class Batches
{
    /// <param name="batch">To be added to.</param>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">By name; null is NULL.</param>
    public static NpgsqlBatch Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        batch.BatchCommands.Add(command);
        return batch;
    }
}
