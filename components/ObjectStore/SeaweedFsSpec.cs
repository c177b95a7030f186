namespace Basecamp.Components.ObjectStore;

/// <summary>An S3 store inside of the cluster, for logs, traces and whatever may be lost together with it.</summary>
public sealed record SeaweedFsSpec
{
    /// <summary>Disk of every volume server, in GiB. There are three of them when redundant, and everything is stored twice. Default 50.</summary>
    public int VolumeGiB { get; init; } = 50;

    /// <summary>Buckets to create. Default <c>loki, tempo</c>.</summary>
    public IReadOnlyList<string> Buckets { get; init; } = ["loki", "tempo"];

    /// <summary>
    /// Whether backups may go here when there is no store outside. They then protect against mistakes, not against the loss of the cluster.
    /// Adds the buckets <c>postgres</c> and <c>velero</c>. Default false: such a platform is refused.
    /// </summary>
    public bool AcceptBackups { get; init; }
}
