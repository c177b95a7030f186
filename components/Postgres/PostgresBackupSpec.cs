namespace Basecamp.Components.Postgres;

/// <summary>When base backups are taken, and how long they are kept.</summary>
public sealed record PostgresBackupSpec
{
    /// <summary>
    /// Cron expression of five fields, UTC. CloudNativePG itself wants six, with seconds first; basecamp adds them. Default every night at 3.
    /// </summary>
    public string Schedule { get; init; } = "0 3 * * *";

    /// <summary>Days back that any moment can be restored. Default 30.</summary>
    public int RetentionDays { get; init; } = 30;
}
