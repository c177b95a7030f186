using Basecamp.Components.Configuration;

namespace Basecamp.Components.Logs;

/// <summary>Logs of all pods and events of the cluster, kept in Loki: the value of <c>basecamp:platform.logs</c>.</summary>
public sealed record LogsSpec
{
    /// <summary>How long logs are kept. Default <c>720h</c>, 30 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Size of each Loki volume, GiB. With an object store it holds only what is not uploaded yet; without one, all logs. Default <c>10</c>.
    /// </summary>
    [RenamedFrom("storageGibibytes")]
    public int StorageGiB { get; init; } = 10;

    /// <summary>Storage class of the volumes. Default null: the cluster's default class.</summary>
    public string? StorageClass { get; init; }
}
