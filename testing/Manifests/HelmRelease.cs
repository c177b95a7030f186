using System.Collections.Immutable;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Testing.Manifests;

/// <summary>A Helm chart that Pulumi installs itself; its objects are known only to Helm.</summary>
/// <param name="Name">Release name.</param>
/// <param name="Namespace">Namespace it is installed to.</param>
/// <param name="Chart">Chart name, or <c>oci://</c> reference.</param>
/// <param name="Version">Chart version; null when not pinned.</param>
/// <param name="Repository">Repository address; null for an OCI chart.</param>
/// <param name="Values">Values given to the chart.</param>
/// <param name="Resource">The recorded resource it comes from.</param>
public sealed record HelmRelease(
    string Name,
    string Namespace,
    string Chart,
    string? Version,
    string? Repository,
    ImmutableDictionary<string, object> Values,
    RecordedResource Resource)
{
    /// <summary>Is the chart a directory beside the program, not something that is published?</summary>
    public bool IsLocal => Chart.StartsWith('.');

    /// <summary>Chart, version and values as canonical YAML.</summary>
    public string ToYaml()
    {
        var chart = ImmutableDictionary<string, object>.Empty
            .Add("name", Name).Add("namespace", Namespace).Add("chart", Chart).Add("values", Values);
        if (Version is not null)
            chart = chart.Add("version", Version);
        if (Repository is not null)
            chart = chart.Add("repository", Repository);
        return CanonicalYaml.Write(chart);
    }

    /// <summary><c>chart version as namespace/name</c>.</summary>
    public override string ToString() => $"{Chart} {Version} as {Namespace}/{Name}";
}
