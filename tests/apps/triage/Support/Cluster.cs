using Basecamp.Triage.Database;
using Basecamp.Triage.Dev;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Basecamp.Triage.Tests.Support;

/// <summary>
/// One real PostgreSQL for the whole run, and in it a migrated template from which every test gets a database of its own.
/// The template has a schema "clock" before pg_catalog on the search path: its now() can be set, and everything timed,
/// column defaults included, goes through it.
/// </summary>
static class Cluster
{
    public const string Template = "triage_template";

    static readonly Lazy<Task<PrivatePostgres>> Server = new(Start);
    static readonly SemaphoreSlim Copying = new(1, 1);

    public static async Task<string> CreateDatabase()
    {
        var server = await Server.Value;
        var name = $"t_{Guid.NewGuid():N}";
        // A template can only be copied while nobody else copies it.
        await Copying.WaitAsync();
        try
        {
            await Execute(server.ConnectionString, $"create database {name} template {Template} strategy file_copy", SearchPath(name));
        }
        finally
        {
            Copying.Release();
        }
        return For(server, name);
    }

    public static async Task<string> CreateEmptyDatabase()
    {
        var server = await Server.Value;
        var name = $"e_{Guid.NewGuid():N}";
        await Execute(server.ConnectionString, $"create database {name}");
        return For(server, name);
    }

    public static async Task DropDatabase(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await Execute((await Server.Value).ConnectionString, $"drop database if exists {name} with (force)");
    }

    /// <summary>Makes the clock schema in a database and puts it before PostgreSQL's own functions.</summary>
    public static async Task InstallClock(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await Execute(connectionString, """
            create schema clock;
            create table clock.setting (at timestamptz, shift interval not null default '0');
            insert into clock.setting (at) values ('2026-06-01 12:00Z');
            create function clock.now() returns timestamptz language sql stable as $$
                select coalesce(at, pg_catalog.now() + shift) from clock.setting
            $$;
            grant usage on schema clock to public;
            grant select on clock.setting to public;
            """, SearchPath(name));
    }

    public static async Task Execute(string connectionString, params string[] statements)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync();
        foreach (var statement in statements)
            await connection.ExecuteAsync(statement);
    }

    public static string SearchPath(string database) => $"alter database {database} set search_path = public, clock, pg_catalog";

    static async Task<PrivatePostgres> Start()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var server = await PrivatePostgres.Start(durable: false, "shared_buffers = 128MB", "autovacuum = off", "jit = off");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
        await Execute(server.ConnectionString, $"create database {Template}");
        var template = For(server, Template);
        await InstallClock(template);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(template) { Pooling = false });
        await new Migrator(source, NullLogger<Migrator>.Instance).Migrate(default);
        return server;
    }

    static string For(PrivatePostgres server, string database) => new NpgsqlConnectionStringBuilder(server.ConnectionString)
    {
        Database = database,
        MaxPoolSize = 20,
        // A loaded machine is not a fault of what is tested.
        Timeout = 60,
        CommandTimeout = 120,
    }.ConnectionString;
}
