namespace Basecamp.Cluster.Reading;

/// <summary>The file of a bundle that says when and of what it was made.</summary>
static class BundleFacts
{
    /// <summary>Its <c>kind</c>.</summary>
    public const string Kind = "ClusterBundle";

    /// <summary>Its name.</summary>
    public const string FileName = "bundle.json";
}
