namespace Basecamp.Components.ObjectStore;

/// <summary>
/// Where S3 buckets are: the value of <c>basecamp:platform.objectStore</c>. Backups go outside of the cluster whenever there is an outside;
/// logs and traces stay inside whenever there is an inside.
/// </summary>
public sealed record ObjectStoreSpec
{
    /// <summary>A store outside of the cluster. Default none.</summary>
    public ExternalStoreSpec? External { get; init; }

    /// <summary>A store in the cluster (SeaweedFS). Default none.</summary>
    public SeaweedFsSpec? InCluster { get; init; }
}
