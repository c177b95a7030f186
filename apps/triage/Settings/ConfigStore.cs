using Basecamp.Triage.Database;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Settings;

/// <summary>Applies configuration documents and keeps them.</summary>
sealed class ConfigStore(Db db)
{
    /// <summary>
    /// Applies a document as a whole or not at all. The same text twice changes nothing, so every replica may apply its file
    /// at start.
    /// </summary>
    /// <returns>False when this text was already in force.</returns>
    /// <exception cref="ConfigException">The document is not valid.</exception>
    public Task<bool> Apply(string yaml, string by, CancellationToken ct)
    {
        var config = ConfigReader.Read(yaml);
        return db.InTransaction(async connection =>
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "select pg_advisory_xact_lock(@key)", new { key = AdvisoryLocks.Configuration }, cancellationToken: ct));
            if (await Current(connection, ct) == yaml)
                return false;
            await PeopleWriter.Write(connection, config, ct);
            await ScheduleWriter.Write(connection, config, ct);
            await PolicyWriter.Write(connection, config, ct);
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into config_documents (applied_by, yaml) values (@by, @yaml)", new { by, yaml }, cancellationToken: ct));
            await connection.RaiseConfigVersion(ct);
            return true;
        }, ct);
    }

    /// <summary>The document in force, or null before the first.</summary>
    public Task<string?> Current(CancellationToken ct) => db.Read(connection => Current(connection, ct), ct);

    static Task<string?> Current(NpgsqlConnection connection, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "select yaml from config_documents order by id desc limit 1", cancellationToken: ct));
}

static class ConfigVersions
{
    /// <summary>Tells every replica to read people and schedules again.</summary>
    public static Task RaiseConfigVersion(this NpgsqlConnection db, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition("update config_version set version = version + 1", cancellationToken: ct));
}
