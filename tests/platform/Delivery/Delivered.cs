using System.Collections.Immutable;
using Basecamp.Manifests.Yaml;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Delivery;

/// <summary>What reaches the cluster, whoever delivers: objects without wrappers, and charts.</summary>
static class Delivered
{
    static readonly ImmutableHashSet<string> Wrappers =
        ["argoproj.io/v1alpha1/Application", "kustomize.toolkit.fluxcd.io/v1/Kustomization", "source.toolkit.fluxcd.io/v1/HelmRepository", "helm.toolkit.fluxcd.io/v2/HelmRelease"];

    /// <summary>Objects as canonical YAML by what they are.</summary>
    /// <param name="stack">The recording.</param>
    /// <param name="without">Resources that do not count. Default none.</param>
    public static SortedDictionary<string, string> Objects(RecordedStack stack, IReadOnlySet<RecordedResource>? without = null) => new(
        KubernetesManifests.From(stack).Objects
            .Where(each => without?.Contains(each.Resource) is not true && !Wrappers.Contains($"{each.ApiVersion}/{each.Kind}"))
            .ToDictionary(each => $"{each.ApiVersion} {each}", each => each.ToYaml()),
        StringComparer.Ordinal);

    /// <summary>Charts as the wrapper of the engine states them: name, version, repository, release, namespace, values.</summary>
    /// <param name="stack">The recording.</param>
    /// <param name="without">Resources that do not count. Default none.</param>
    public static IReadOnlyList<string> Charts(RecordedStack stack, IReadOnlySet<RecordedResource>? without = null)
    {
        var manifests = KubernetesManifests.From(stack);
        return [.. manifests.Charts.Where(chart => without?.Contains(chart.Resource) is not true).Select(chart => Text(chart.Chart, chart.Version!, chart.Repository ?? "", chart.Name, chart.Namespace, chart.Values))
            .Concat(manifests.Objects.Where(each => each.Kind == "Application" && without?.Contains(each.Resource) is not true).SelectMany(OfApplication))
            .Concat(manifests.Objects.Where(each => each.Kind == "HelmRelease").Select(each => OfHelmRelease(each, manifests)))
            .Order(StringComparer.Ordinal)];
    }

    static IEnumerable<string> OfApplication(RecordedObject application)
    {
        foreach (var source in (ImmutableArray<object>)application.Resource.Input("spec.sources")!)
        {
            var map = (ImmutableDictionary<string, object>)source;
            if (!map.ContainsKey("chart"))
                continue;
            var helm = (ImmutableDictionary<string, object>)map["helm"];
            yield return Text(
                (string)map["chart"], (string)map["targetRevision"], (string)map["repoURL"], (string)helm["releaseName"], (string)helm["namespace"],
                (ImmutableDictionary<string, object>)helm.GetValueOrDefault("valuesObject", ImmutableDictionary<string, object>.Empty));
        }
    }

    static string OfHelmRelease(RecordedObject release, KubernetesManifests manifests)
    {
        var resource = release.Resource;
        var repository = manifests.Objects.Single(each => each.Kind == "HelmRepository" && each.Name == (string)resource.Input("spec.chart.spec.sourceRef.name")!);
        return Text(
            (string)resource.Input("spec.chart.spec.chart")!, (string)resource.Input("spec.chart.spec.version")!, (string)repository.Resource.Input("spec.url")!,
            (string)resource.Input("spec.releaseName")!, (string)resource.Input("spec.targetNamespace")!,
            (ImmutableDictionary<string, object>?)resource.Input("spec.values") ?? ImmutableDictionary<string, object>.Empty);
    }

    // An OCI repository has a scheme or not, and the chart's name in it or beside it, as each engine wants.
    static string Text(string chart, string version, string repository, string release, string ns, ImmutableDictionary<string, object> values)
    {
        var address = $"{repository}/{chart}".Replace("oci://", "", StringComparison.Ordinal).TrimStart('/');
        return $"{address} {version} as {ns}/{release}\n{CanonicalYaml.Write(values)}";
    }
}
