namespace Basecamp.Components.Topology;

/// <summary>Scheduled etcd snapshots.</summary>
public sealed record SnapshotSpec
{
    /// <summary>False switches scheduled snapshots off. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Cron expression of five fields in the node's local time; every server takes one. Default hourly.</summary>
    public string Schedule { get; init; } = "0 * * * *";

    /// <summary>Snapshots kept on each server. Default 48.</summary>
    public int Retention { get; init; } = 48;

    /// <summary>Compress snapshots. Default true.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>S3 bucket that every snapshot is copied to. Default: none, and then a lost disk loses its snapshots.</summary>
    public SnapshotS3Spec? S3 { get; init; }
}
