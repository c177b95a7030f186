namespace Basecamp.Components.Topology;

/// <summary>How a bucket is addressed.</summary>
public enum S3BucketLookup
{
    /// <summary>By endpoint.</summary>
    Auto,

    /// <summary><c>bucket.endpoint</c>.</summary>
    Dns,

    /// <summary><c>endpoint/bucket</c>, as most self-hosted stores need.</summary>
    Path,
}
