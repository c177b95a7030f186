using Basecamp.Triage.Database;
using Basecamp.Triage.Settings;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace Basecamp.Triage.Hosting;

/// <summary>What happens before the first request: schema, cookie keys, configuration, the restore check.</summary>
static class Startup
{
    public static async Task Prepare(IServiceProvider services, CancellationToken ct)
    {
        var options = services.GetRequiredService<TriageOptions>();
        if (options.Oidc.Problem is { } problem)
            throw new InvalidOperationException(problem);
        await services.GetRequiredService<Migrator>().Migrate(ct);
        var db = services.GetRequiredService<Db>();
        await CreateCookieKeys(services, db, ct);
        await HoldAfterRestore(db, services.GetRequiredService<ILoggerFactory>().CreateLogger("Startup"), ct);
        if (options.ConfigFile is { } file)
            await services.GetRequiredService<ConfigStore>().ApplyAtStart(
                await File.ReadAllTextAsync(file, ct), $"file {Path.GetFileName(file)}", ct);
    }

    // One replica makes the first key while the others wait: with two first keys each would refuse the other's cookies.
    static Task CreateCookieKeys(IServiceProvider services, Db db, CancellationToken ct) => db.InTransaction(async connection =>
    {
        await connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(@key)", new { key = AdvisoryLocks.Configuration }, cancellationToken: ct));
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector("first-key").Protect([1]);
    }, ct);

    /// <summary>
    /// A dump loaded into another server carries incidents of yesterday; paging a thousand of them would be worse than
    /// waiting for a person. Recognised by the server's own identity, which a failover keeps.
    /// </summary>
    static async Task HoldAfterRestore(Db db, ILogger log, CancellationToken ct)
    {
        string identity;
        try
        {
            identity = await db.Read(async c => (await c.ExecuteScalarAsync<string>(new CommandDefinition(
                "select system_identifier::text from pg_control_system()", cancellationToken: ct)))!, ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            log.IdentityNotReadable();
            return;
        }
        var held = await db.InTransaction(async connection =>
        {
            var moved = await connection.ExecuteAsync(new CommandDefinition("""
                update engine_state set hold = true
                where cluster_identity <> @identity and exists (select from incidents where status <> 'resolved')
                """, new { identity }, cancellationToken: ct));
            await connection.ExecuteAsync(new CommandDefinition(
                "update engine_state set cluster_identity = @identity where cluster_identity is distinct from @identity",
                new { identity }, cancellationToken: ct));
            return moved;
        }, ct);
        if (held > 0)
            log.HeldAfterRestore();
    }
}
