namespace Basecamp.Cluster.Reading;

/// <summary>A kind that a cluster is asked for.</summary>
/// <param name="Group">API group; empty for Kubernetes' core.</param>
/// <param name="Plural">Name in URLs and roles, e.g. <c>pods</c>.</param>
/// <param name="Kind">Kind of its objects.</param>
/// <param name="MetadataOnly">Whether only names, labels and the like are asked for, never contents.</param>
sealed record ReadResource(string Group, string Plural, string Kind, bool MetadataOnly = false)
{
    /// <summary>As kubectl writes it: <c>deployments.apps</c>.</summary>
    public string FullName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
