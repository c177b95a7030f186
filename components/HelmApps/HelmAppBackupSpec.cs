using Basecamp.Components.Configuration;

namespace Basecamp.Components.HelmApps;

/// <summary>
/// How often an app's namespace is backed up by Velero, volumes included where the platform has snapshots. Databases of the platform archive
/// themselves.
/// </summary>
public sealed record HelmAppBackupSpec
{
    /// <summary>Cron expression of five fields, UTC, for backups of this app alone. Default null: with everything else, each night.</summary>
    public string? Schedule { get; init; }

    /// <summary>Days that a backup of its own schedule is kept. Default 30.</summary>
    [RenamedFrom("keepDays")]
    public int RetentionDays { get; init; } = 30;

    /// <summary>Age of the newest backup of its own schedule, in hours, from which on somebody is told. Default 26.</summary>
    public int MaxAgeHours { get; init; } = 26;
}
