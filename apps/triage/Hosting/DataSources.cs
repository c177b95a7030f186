using Npgsql;

namespace Basecamp.Triage.Hosting;

/// <summary>Connections to PostgreSQL.</summary>
static class DataSources
{
    /// <param name="options">Where the database is.</param>
    /// <param name="name">Shown in pg_stat_activity.</param>
    /// <param name="connections">At most so many.</param>
    /// <param name="services">For logging; null logs nothing.</param>
    public static NpgsqlDataSource Create(TriageOptions options, string name, int connections, IServiceProvider? services = null)
    {
        if (options.Database.Length == 0)
            throw new InvalidOperationException(
                "Triage:Database is not set. Give a connection string, e.g. Triage__Database='Host=db;Database=triage;Username=triage'.");
        var settings = new NpgsqlConnectionStringBuilder(options.Database)
        {
            ApplicationName = name,
            MaxPoolSize = connections,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
            // Nothing here leaves session state behind, so a returned connection needs no round of cleaning.
            NoResetOnClose = true,
        };
        // Short, unless somebody says otherwise: a server that hangs must not hold the engine.
        var given = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = options.Database };
        if (!given.ContainsKey("Timeout"))
            settings.Timeout = 5;
        if (!given.ContainsKey("Command Timeout"))
            settings.CommandTimeout = 10;
        if (options.DatabasePasswordFile is not null)
            settings.Password = null;
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        if (options.DatabasePasswordFile is { } file)
        {
            // Once now, to say what is missing; then for each connection, so that a changed password needs no restart.
            PasswordIn(file);
            builder.UsePasswordProvider(_ => PasswordIn(file), (_, _) => ValueTask.FromResult(PasswordIn(file)));
        }
        // Compiling a statement takes 300 ms and these run for one: while a table has no statistics yet PostgreSQL takes the
        // list for expensive enough, in every connection anew.
        const string NoCompiling = "set jit = off";
        builder.UsePhysicalConnectionInitializer(
            connection => { using var command = new NpgsqlCommand(NoCompiling, connection); command.ExecuteNonQuery(); },
            async connection => { await using var command = new NpgsqlCommand(NoCompiling, connection); await command.ExecuteNonQueryAsync(); });
        if (services is not null)
            builder.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
        return builder.Build();
    }

    static string PasswordIn(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"Triage:DatabasePasswordFile ('{file}') cannot be read: {e.GetType().Name}.");
        }
    }
}
