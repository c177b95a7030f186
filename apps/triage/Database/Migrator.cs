using System.Security.Cryptography;
using System.Text;
using Basecamp.Triage.Hosting;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Database;

/// <summary>
/// Brings the schema up to date with the plain SQL files under Migrations/. Safe for any number of replicas starting at
/// once: all wait on one lock and the first does the work. A database that is already newer is accepted, so that old and
/// new versions can run side by side during an upgrade.
/// </summary>
sealed class Migrator(NpgsqlDataSource source, ILogger<Migrator> log)
{
    sealed record Migration(int Version, string Name, string Sql)
    {
        public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
    }

    sealed record Applied
    {
        public int Version { get; init; }
        public string Checksum { get; init; } = "";
    }

    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="InvalidOperationException">
    /// An applied migration differs from the one in this version, or there is something to do and the role may not do it. A
    /// schema that is up to date needs no rights beyond those of <see cref="Grant"/>.
    /// </exception>
    public async Task<int> Migrate(CancellationToken ct)
    {
        try
        {
            return await MigrateAsOwner(ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new InvalidOperationException(
                $"The schema is not up to date, and this role may not change it ({e.MessageText}). As the owner of the database, run " +
                "this version's: triage migrate --grant-to ROLE, with the role the service runs as.", e);
        }
    }

    async Task<int> MigrateAsOwner(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(@key)", new { key = AdvisoryLocks.Schema }, commandTimeout: 300, cancellationToken: ct));
        var exists = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select to_regclass('schema_migrations') is not null", cancellationToken: ct));
        if (!exists)
            await connection.ExecuteAsync(new CommandDefinition("""
                create table schema_migrations (
                    version    integer primary key,
                    name       text not null,
                    checksum   text not null,
                    applied_at timestamptz not null default now())
                """, cancellationToken: ct));
        var applied = (await connection.QueryAsync<Applied>(new CommandDefinition(
            "select version, checksum from schema_migrations", cancellationToken: ct))).ToDictionary(a => a.Version, a => a.Checksum);

        var pending = All().Where(m => !IsApplied(m, applied)).ToList();
        foreach (var migration in pending)
        {
            await connection.ExecuteAsync(new CommandDefinition(migration.Sql, commandTimeout: 600, cancellationToken: ct));
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into schema_migrations (version, name, checksum) values (@Version, @Name, @Checksum)",
                new { migration.Version, migration.Name, migration.Checksum }, cancellationToken: ct));
        }
        await transaction.CommitAsync(ct);
        // Pooled connections cache the catalogue's types.
        await connection.ReloadTypesAsync(ct);
        if (pending.Count > 0)
            log.MigrationsApplied(pending.Count, pending[^1].Version);
        if (applied.Count > 0 && applied.Keys.Max() > All().Max(m => m.Version))
            log.DatabaseIsNewer(applied.Keys.Max());
        return pending.Count;
    }

    /// <summary>
    /// Gives a role what the service needs at run time: no DDL, and no change of the timeline. Under the same lock:
    /// PostgreSQL refuses two grants on one table at once ("tuple concurrently updated").
    /// </summary>
    public async Task Grant(string role, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(@key)", new { key = AdvisoryLocks.Schema }, commandTimeout: 300, cancellationToken: ct));
        var quoted = await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            "select quote_ident(rolname) from pg_roles where rolname = @role", new { role }, cancellationToken: ct))
            ?? throw new InvalidOperationException($"Role '{role}' does not exist. Create it first: CREATE ROLE {role} LOGIN.");
        var sql = Resource("grants/runtime.sql").Replace(":role", quoted, StringComparison.Ordinal);
        await connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    static bool IsApplied(Migration migration, Dictionary<int, string> applied)
    {
        if (!applied.TryGetValue(migration.Version, out var checksum))
            return false;
        return checksum == migration.Checksum ? true : throw new InvalidOperationException(
            $"Migration {migration.Version} ({migration.Name}) was applied with checksum {checksum}, but this version carries " +
            $"{migration.Checksum}. Applied migrations never change: restore the file and add a new migration instead.");
    }

    static List<Migration> All() => [.. typeof(Migrator).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith("migration/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(n => (Resource: n, File: Path.GetFileNameWithoutExtension(n["migration/".Length..])))
        .Select(n => new Migration(
            int.Parse(n.File[..4], System.Globalization.CultureInfo.InvariantCulture), n.File[5..], Resource(n.Resource)))];

    static string Resource(string name)
    {
        using var stream = typeof(Migrator).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
