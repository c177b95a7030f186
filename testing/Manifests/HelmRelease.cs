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
    /// <summary>Whether a resource is an installation of a chart.</summary>
    public static bool IsOne(RecordedResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Type.StartsWith("kubernetes:helm.sh/", StringComparison.Ordinal);
    }

    /// <summary>The installation that a resource is. Its values are what was recorded, secrets included.</summary>
    public static HelmRelease Of(RecordedResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new(
            resource.Input("name") as string ?? resource.Name,
            resource.Input("namespace") as string ?? resource.Provider?.Input("namespace") as string ?? "default",
            resource.Input("chart") as string ?? "",
            resource.Input("version") as string,
            resource.Input("repositoryOpts.repo") as string,
            resource.Input("values") as ImmutableDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty,
            resource);
    }

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
