namespace Basecamp.Components.Catalog;

/// <summary>A Helm chart at one version.</summary>
/// <param name="Name">Chart name in its repository.</param>
/// <param name="Repository">Address of the chart repository, or <c>oci://</c> address without the chart's name.</param>
/// <param name="Version">Exact version, with the leading <c>v</c> where the chart has one.</param>
public sealed record ChartPin(string Name, string Repository, string Version)
{
    /// <summary>Whether it comes from a container registry.</summary>
    public bool IsOci => Repository.StartsWith("oci://", StringComparison.Ordinal);

    /// <summary><c>name version</c>.</summary>
    public override string ToString() => $"{Name} {Version}";
}
