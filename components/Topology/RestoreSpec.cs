namespace Basecamp.Components.Topology;

/// <summary>A restore of etcd from a snapshot, done once by the next <c>pulumi up</c>.</summary>
public sealed record RestoreSpec
{
    /// <summary>Names this restore, e.g. a date. A new id runs a restore; the same id never runs twice.</summary>
    public required string Id { get; init; }

    /// <summary>Snapshot: an absolute path on <see cref="Server"/>, or the object's name when <see cref="FromS3"/>.</summary>
    public required string Snapshot { get; init; }

    /// <summary>Fetch the snapshot from the bucket of <c>snapshots.s3</c>. Default false.</summary>
    public bool FromS3 { get; init; }

    /// <summary>Server that is restored first; the others join it with an empty datastore. Default: the first declared server.</summary>
    public string? Server { get; init; }

    /// <summary>
    /// SHA-256 (hex) that a local snapshot must have. Default: not checked. An empty or cut file resets the cluster to nothing (rke2#6281).
    /// </summary>
    public string? Sha256 { get; init; }
}
