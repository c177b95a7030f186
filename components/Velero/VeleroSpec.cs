using Basecamp.Components.Configuration;

namespace Basecamp.Components.Velero;

/// <summary>Backups of Kubernetes objects and of volumes: the value of <c>basecamp:platform.velero</c>.</summary>
public sealed record VeleroSpec
{
    /// <summary>Cron expression of five fields, UTC. Default every night at 2.</summary>
    public string Schedule { get; init; } = "0 2 * * *";

    /// <summary>Days that a backup is kept. Default 30.</summary>
    [RenamedFrom("keepDays")]
    public int RetentionDays { get; init; } = 30;

    /// <summary>
    /// Namespaces that are left out, besides those of Velero, Longhorn and databases, which are backed up by other means. Default none.
    /// </summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
