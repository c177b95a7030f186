using System.Collections.Immutable;
using Basecamp.Cli.StackFiles;
using Basecamp.Components.Catalog;
using Basecamp.Components.Charts;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Yaml;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Charts;

/// <summary>A published chart that a stack installs, whoever delivers it.</summary>
/// <param name="Pin">Chart and version.</param>
/// <param name="Release">Release name.</param>
/// <param name="Namespace">Namespace.</param>
/// <param name="Values">Values. What is secret stands as a placeholder.</param>
/// <param name="Resource">The recorded resource it comes from.</param>
sealed record StackChart(ChartPin Pin, string Release, string Namespace, IReadOnlyDictionary<string, object> Values, RecordedResource Resource)
{
    /// <summary>Those of a stack, by namespace and release. Charts in directories of the program, such as definitions, are not published.</summary>
    public static IReadOnlyList<StackChart> AllOf(RecordedStack stack)
    {
        var installed = from resource in stack.Resources
                        where resource.Resource is HelmChart
                        let install = ((HelmChart)resource.Resource).Install
                        select new StackChart(install.Chart, install.Release, install.Namespace, install.Values.ToMap(), resource);
        // A program may also use Pulumi's own resource.
        var released = from resource in stack.Resources
                       where resource.IsRegistered && HelmRelease.IsOne(resource) && resource.Parent?.Resource is not HelmChart
                       let release = HelmRelease.Of(resource)
                       where !release.IsLocal
                       select new StackChart(PinOf(release), release.Name, release.Namespace, WithoutSecrets(release), resource);
        return
        [
            .. installed.Concat(released).OrderBy(chart => chart.Namespace, StringComparer.Ordinal).ThenBy(chart => chart.Release, StringComparer.Ordinal),
        ];
    }

    /// <summary>The charts that a stack installs, each once, sorted.</summary>
    public static IReadOnlyList<ChartPin> PinsOf(RecordedStack stack) =>
    [
        .. AllOf(stack).Select(chart => chart.Pin).Distinct()
            .OrderBy(pin => pin.Name, StringComparer.Ordinal).ThenBy(pin => pin.Version, StringComparer.Ordinal).ThenBy(pin => pin.Repository, StringComparer.Ordinal),
    ];

    /// <summary>The values as YAML.</summary>
    public string ValuesText => CanonicalYaml.Write(Values);

    /// <summary><c>chart version as namespace/release</c>.</summary>
    public override string ToString() => $"{Pin} as {Namespace}/{Release}";

    static ImmutableDictionary<string, object> WithoutSecrets(HelmRelease release) =>
        WithoutSecrets(release.Resource, release.Values, "values") as ImmutableDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty;

    // A chart still has to see that something is there.
    static object? WithoutSecrets(RecordedResource owner, object? value, string path) => value switch
    {
        _ when owner.IsSecret(path) => PulumiYaml.SecretPlaceholder,
        ImmutableDictionary<string, object> map => map.ToImmutableDictionary(
            entry => entry.Key, entry => WithoutSecrets(owner, entry.Value, PropertyPath.Join(path, entry.Key))!, StringComparer.Ordinal),
        ImmutableArray<object> list => list.Select((item, index) => WithoutSecrets(owner, item, PropertyPath.Join(path, index))!).ToImmutableArray(),
        _ => value,
    };

    // oci://host/path/name is one address to Pulumi.
    static ChartPin PinOf(HelmRelease release) => release.Chart.StartsWith("oci://", StringComparison.Ordinal) && release.Chart.LastIndexOf('/') is var slash
        ? new(release.Chart[(slash + 1)..], release.Chart[..slash], release.Version ?? "")
        : new(release.Chart, release.Repository ?? "", release.Version ?? "");
}
