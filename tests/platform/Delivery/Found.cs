using System.Collections.Immutable;
using Basecamp.Testing;
using Basecamp.Testing.Contracts;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Delivery;

/// <summary>Looks into what a component declared, under the delivery by Pulumi.</summary>
static class Found
{
    static readonly ChartContracts Charts = ChartContracts.Load(RepositoryFiles.PathOf("tests/contracts/charts"));

    static readonly ObjectContracts Contracts = ObjectContracts.Load(
        RepositoryFiles.PathOf("tests/contracts/crds"), RepositoryFiles.PathOf("tests/contracts/kubernetes/kubernetes.txt"));

    /// <summary>The one object of a kind and name.</summary>
    public static KubernetesObject Object(this RecordedStack stack, string kind, string name) =>
        Assert.Single(KubernetesManifests.From(stack).Objects, each => each.Kind == kind && each.Name == name);

    /// <summary>Names of the objects of a kind, sorted.</summary>
    public static IReadOnlyList<string> Names(this RecordedStack stack, string kind) =>
        [.. KubernetesManifests.From(stack).Objects.Where(each => each.Kind == kind).Select(each => each.Name).Order(StringComparer.Ordinal)];

    /// <summary>A field of an object; null when it is absent.</summary>
    public static object? Field(this RecordedStack stack, string kind, string name, string path) => stack.Object(kind, name).Resource.Input(path);

    /// <summary>A value of a chart; null when it is not set.</summary>
    public static object? Value(this RecordedStack stack, string release, string path) =>
        stack.Single("kubernetes:helm.sh/v3:Release", release).Input($"values.{path}");

    /// <summary>A list as texts.</summary>
    public static IReadOnlyList<string> Texts(object? list) => [.. ((ImmutableArray<object>)list!).Select(item => (string)item)];

    /// <summary>Chart values and object fields that the pinned versions do not have, or in another form.</summary>
    public static IReadOnlyList<string> Unpublished(this RecordedStack stack)
    {
        var manifests = KubernetesManifests.From(stack);
        return
        [
            .. manifests.Charts.SelectMany(chart => Charts.Check(chart).Select(violation => $"{chart.Chart}: {violation}")),
            .. manifests.Objects.SelectMany(each => Contracts.Check(each).Select(violation => $"{each}: {violation}")),
        ];
    }
}
