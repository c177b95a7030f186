namespace Basecamp.Components.Durability;

/// <summary>A place in an S3 bucket that copies go to.</summary>
/// <param name="Url">Address of the store with scheme, e.g. <c>https://nas.example.com:9000</c>.</param>
/// <param name="Region">Its region.</param>
/// <param name="Bucket">Name of the bucket.</param>
/// <param name="Prefix">What the names of objects start with: empty, or a path that ends with a slash.</param>
/// <param name="Settings">Path of the setting that holds the store's keys, e.g. <c>basecamp:platform.objectStore.external</c>; empty for a store in the cluster.</param>
/// <param name="IsInCluster">Whether the store runs in the cluster, and is lost together with it.</param>
public sealed record CopyStore(string Url, string Region, string Bucket, string Prefix, string Settings, bool IsInCluster)
{
    /// <summary><c>s3://bucket/prefix</c>.</summary>
    public override string ToString() => $"s3://{Bucket}/{Prefix}".TrimEnd('/');
}
