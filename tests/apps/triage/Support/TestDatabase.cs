using System.Globalization;
using Basecamp.Triage.Database;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Tests.Support;

/// <summary>A database for one test, with a clock that only moves when told.</summary>
sealed class TestDatabase : IAsyncDisposable
{
    TestDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        Source = NpgsqlDataSource.Create(connectionString);
        Db = new Db(Source);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public Db Db { get; }

    public static async Task<TestDatabase> Create() => new(await Cluster.CreateDatabase());

    /// <summary>Sets the clock to a moment, e.g. 2026-06-01T12:00Z, and stops it there.</summary>
    public Task SetClock(string at) => Execute("update clock.setting set at = @at",
        new { at = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).UtcDateTime });

    public Task Advance(TimeSpan by) => Execute("update clock.setting set at = at + @by", new { by });

    /// <summary>Lets the clock run, from the real time on.</summary>
    public Task RunClock() => Execute("update clock.setting set at = null, shift = '0'");

    /// <summary>Moves a running clock forward.</summary>
    public Task Shift(TimeSpan by) => Execute("update clock.setting set shift = shift + @by", new { by });

    public async Task<int> Execute(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, parameters);
    }

    public async Task<T> Scalar<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async Task<List<T>> Query<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Cluster.DropDatabase(ConnectionString);
    }
}
