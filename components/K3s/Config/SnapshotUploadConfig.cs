namespace Basecamp.Components.K3s.Config;

/// <summary>
/// Upload of etcd snapshots. In a drop-in of its own because it holds credentials. Not K3s' config Secret: that is ignored as soon as any
/// other S3 setting differs from its default, and it cannot be used to restore.
/// </summary>
public sealed record SnapshotUploadConfig
{
    /// <summary>Switches the upload on.</summary>
    [K3sKey("etcd-s3")] public bool EtcdS3 { get; init; } = true;

    /// <summary>Host and port of the store.</summary>
    [K3sKey("etcd-s3-endpoint")] public required string EtcdS3Endpoint { get; init; }

    /// <summary>File with the authority of the store's certificate.</summary>
    [K3sKey("etcd-s3-endpoint-ca")] public string? EtcdS3EndpointCa { get; init; }

    /// <summary>Bucket.</summary>
    [K3sKey("etcd-s3-bucket")] public required string EtcdS3Bucket { get; init; }

    /// <summary>How the bucket is addressed.</summary>
    [K3sKey("etcd-s3-bucket-lookup-type")] public string? EtcdS3BucketLookupType { get; init; }

    /// <summary>Region.</summary>
    [K3sKey("etcd-s3-region")] public required string EtcdS3Region { get; init; }

    /// <summary>Prefix in the bucket.</summary>
    [K3sKey("etcd-s3-folder")] public required string EtcdS3Folder { get; init; }

    /// <summary>Snapshots kept in the bucket, of all servers together (k3s#9866).</summary>
    [K3sKey("etcd-s3-retention")] public required int EtcdS3Retention { get; init; }

    /// <summary>Plain HTTP.</summary>
    [K3sKey("etcd-s3-insecure")] public bool? EtcdS3Insecure { get; init; }

    /// <summary>Access key.</summary>
    [K3sKey("etcd-s3-access-key")] public required string EtcdS3AccessKey { get; init; }

    /// <summary>Secret key.</summary>
    [K3sKey("etcd-s3-secret-key")] public required string EtcdS3SecretKey { get; init; }
}
