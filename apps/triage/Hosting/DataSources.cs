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
            Timeout = 5,
            CommandTimeout = 10,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
        };
        if (options.DatabasePasswordFile is { } file)
            settings.Password = File.ReadAllText(file).Trim();
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        if (services is not null)
            builder.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
        return builder.Build();
    }
}
