using Basecamp.Triage.Database;
using Basecamp.Triage.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Basecamp.Triage.Tests.Schema;

[Trait("Needs", "postgresql")]
public sealed class MigratorTests
{
    [Fact]
    public async Task Five_replicas_starting_at_once_migrate_once()
    {
        var database = await Cluster.CreateEmptyDatabase();
        await using var source = NpgsqlDataSource.Create(database);
        var applied = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => new Migrator(source,
            NullLogger<Migrator>.Instance).Migrate(default)));
        Assert.Equal(1, applied.Count(a => a > 0));
        Assert.Equal(0, await new Migrator(source, NullLogger<Migrator>.Instance).Migrate(default));
        await Cluster.DropDatabase(database);
    }

    [Fact]
    public async Task Replicas_whose_init_containers_grant_at_once_do_not_disturb_each_other()
    {
        await using var db = await TestDatabase.Create();
        var role = $"app_{Guid.NewGuid():N}";
        await db.Execute($"create role {role}");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => new Migrator(db.Source, NullLogger<Migrator>.Instance).Grant(role, default)));
        Assert.True(await db.Scalar<bool>($"select has_table_privilege('{role}', 'api_keys', 'update')"));
        await db.Execute($"drop owned by {role}; drop role {role}");
    }

    [Fact]
    public async Task Refuses_to_go_on_when_an_applied_migration_was_edited()
    {
        await using var db = await TestDatabase.Create();
        await db.Execute("update schema_migrations set checksum = 'edited' where version = 4");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new Migrator(db.Source, NullLogger<Migrator>.Instance).Migrate(default));
        Assert.Contains("Migration 4 (incidents)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepts_a_database_that_is_already_newer()
    {
        await using var db = await TestDatabase.Create();
        await db.Execute("insert into schema_migrations (version, name, checksum) values (9999, 'of the future', 'x')");
        Assert.Equal(0, await new Migrator(db.Source, NullLogger<Migrator>.Instance).Migrate(default));
    }

    [Fact]
    public async Task The_runtime_role_serves_but_cannot_change_the_schema_or_the_timeline()
    {
        await using var rig = await Rig.Start();
        var id = await rig.Fire("g");
        var role = $"app_{Guid.NewGuid():N}";
        await rig.Database.Execute($"create role {role} login password 'app'");
        await new Migrator(rig.Database.Source, NullLogger<Migrator>.Instance).Grant(role, default);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(rig.Database.ConnectionString)
        {
            Username = role,
            Password = "app"
        });

        foreach (var sql in (string[])["delete from events", "update events set kind = 'x'", "create table t ()", "drop table pages",
            "delete from incidents", "delete from pages", "update schema_migrations set checksum = 'x'"])
        {
            await using var refused = source.CreateCommand(sql);
            var error = await Assert.ThrowsAsync<PostgresException>(() => refused.ExecuteNonQueryAsync());
            Assert.True(error.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{sql}: {error.SqlState} {error.MessageText}");
        }
        var runtime = new Db(source);
        var result = await runtime.InTransaction(c => Triage.Incidents.Transitions.Resolve.ResolveIncident(
            c, id!.Value, new("key", "script"), "manual", null, default), default);
        Assert.True(result.Succeeded);
        await using var retention = source.CreateCommand("select delete_resolved_incidents('0 seconds', 10)");
        await rig.Database.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await retention.ExecuteScalarAsync());
        await rig.Database.Execute($"drop owned by {role}; drop role {role}");
    }
}
