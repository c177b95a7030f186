using Basecamp.Triage.Access;
using Basecamp.Triage.Database;
using Basecamp.Triage.Engine;
using Basecamp.Triage.Hosting;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Settings;

/// <summary>Applies configuration documents and keeps them.</summary>
sealed class ConfigStore(Db db, TriageOptions options, KeyStore keys, EngineStatus status, ILogger<ConfigStore> log)
{
    /// <summary>
    /// Applies a document as a whole or not at all. The same text twice changes nothing, unless a file of a key holds
    /// another token than before.
    /// </summary>
    /// <returns>False when all was in force already.</returns>
    /// <exception cref="ConfigException">The document is not valid, or one of its keys cannot be used.</exception>
    public Task<bool> Apply(string yaml, string by, CancellationToken ct) => Apply(yaml, by, skipKeys: false, ct);

    /// <summary>
    /// The same at start, when nobody is there to correct it: a key that cannot be used stays as it is, which is logged and
    /// counted. One missing file must not keep the pager of everybody else from starting. Any number of replicas may do
    /// this at once.
    /// </summary>
    /// <exception cref="ConfigException">The document is not valid.</exception>
    public Task<bool> ApplyAtStart(string yaml, string by, CancellationToken ct) => Apply(yaml, by, skipKeys: true, ct);

    /// <summary>Writes the keys of the document in force once more, with what their files hold now.</summary>
    public async Task<bool> RefreshKeys(CancellationToken ct)
    {
        var written = await db.InTransaction(async connection =>
        {
            await Lock(connection, ct);
            return await Current(connection, ct) is { } yaml ? await WriteKeys(connection, ConfigReader.Read(yaml), ct) : new(0, []);
        }, ct);
        return Report(written) > 0;
    }

    async Task<bool> Apply(string yaml, string by, bool skipKeys, CancellationToken ct)
    {
        var config = ConfigReader.Read(yaml);
        var (isNew, written) = await db.InTransaction(async connection =>
        {
            await Lock(connection, ct);
            var isNew = await Current(connection, ct) != yaml;
            if (isNew)
            {
                await PeopleWriter.Write(connection, config, ct);
                await ScheduleWriter.Write(connection, config, ct);
                await PolicyWriter.Write(connection, config, ct);
                await connection.ExecuteAsync(new CommandDefinition(
                    "insert into config_documents (applied_by, yaml) values (@by, @yaml)", new { by, yaml }, cancellationToken: ct));
                await connection.RaiseConfigVersion(ct);
            }
            var written = await WriteKeys(connection, config, ct);
            return written.Problems.Count == 0 || skipKeys
                ? (isNew, written)
                : throw new ConfigException([.. written.Problems.Select(p => p.Text)]);
        }, ct);
        return Report(written) > 0 || isNew;
    }

    Task<KeysWritten> WriteKeys(NpgsqlConnection connection, TriageConfig config, CancellationToken ct) =>
        KeyWriter.Write(connection, config.Keys, credential => KeyFile.Read(options.SecretsDirectory, credential), ct);

    int Report(KeysWritten written)
    {
        keys.Clear();
        status.KeysSkipped = written.Problems.Count;
        foreach (var problem in written.Problems)
            log.KeySkipped(problem.Key, problem.Text);
        if (written.Changed > 0)
            log.KeysWritten(written.Changed);
        return written.Changed;
    }

    static Task Lock(NpgsqlConnection connection, CancellationToken ct) => connection.ExecuteAsync(new CommandDefinition(
        "select pg_advisory_xact_lock(@key)", new { key = AdvisoryLocks.Configuration }, cancellationToken: ct));

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
