using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology;

/// <summary>An S3 bucket for etcd snapshots.</summary>
public sealed record SnapshotS3Spec
{
    /// <summary>
    /// Host and optional port, without scheme. Default <c>s3.amazonaws.com</c>. A store inside this cluster dies with it.
    /// </summary>
    public string Endpoint { get; init; } = "s3.amazonaws.com";

    /// <summary>Bucket. Required.</summary>
    public required string Bucket { get; init; }

    /// <summary>Region. Default <c>us-east-1</c>.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Prefix inside the bucket. Default: the cluster's name.</summary>
    public string? Folder { get; init; }

    /// <summary>Access key. Required.</summary>
    public required Secret AccessKey { get; init; }

    /// <summary>Secret key. Required.</summary>
    public required Secret SecretKey { get; init; }

    /// <summary>
    /// Snapshots kept per server. Default 48. K3s counts all servers together (k3s#9866), so the number of servers is multiplied in.
    /// </summary>
    public int RetentionPerServer { get; init; } = 48;

    /// <summary>PEM of the authority that signed the endpoint's certificate. Default: the system's.</summary>
    public string? CaCertificate { get; init; }

    /// <summary>Plain HTTP. Default false.</summary>
    public bool Insecure { get; init; }

    /// <summary>How the bucket is addressed: <c>auto</c>, <c>dns</c> or <c>path</c>. Default <c>auto</c>.</summary>
    public S3BucketLookup BucketLookup { get; init; } = S3BucketLookup.Auto;
}
