using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Testing.Contracts;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Contracts;

/// <summary>Every value that the full platform gives a chart is one the pinned chart reads, and every field of every object exists. Proves names and types, not that the result runs.</summary>
public sealed class FullPlatformContractTests
{
    static readonly ChartContracts Charts = ChartContracts.Load(RepositoryFiles.PathOf("tests/contracts/charts"));

    static readonly ObjectContracts Kinds = ObjectContracts.Load(
        [.. Directory.GetFiles(RepositoryFiles.PathOf("tests/contracts/crds"), "*.txt"), RepositoryFiles.PathOf("tests/contracts/kubernetes/kubernetes.txt")]);

    [Theory]
    [InlineData(DeliveryEngine.Pulumi, PlatformProfile.Ha)]
    [InlineData(DeliveryEngine.Pulumi, PlatformProfile.Small)]
    [InlineData(DeliveryEngine.Argocd, PlatformProfile.Ha)]
    [InlineData(DeliveryEngine.Flux, PlatformProfile.Standard)]
    public async Task Charts_read_every_value_and_objects_have_every_field(DeliveryEngine engine, PlatformProfile profile)
    {
        var manifests = KubernetesManifests.From(await PlatformRun.OfTier(FullPlatform.Settings with { Profile = profile }, engine, profile == PlatformProfile.Small ? PlatformRun.Single : null));
        Assert.Equal([], manifests.Charts.SelectMany(chart => Charts.Check(chart).Select(violation => $"{chart.Name}: {violation}")));
        Assert.Equal([], manifests.Objects.SelectMany(each => Kinds.Check(each).Select(violation => $"{each}: {violation}")));
        Assert.Equal([], manifests.Objects.Where(each => each.Kind is "Application" or "HelmRelease").SelectMany(Inside));
    }

    static IEnumerable<string> Inside(KubernetesObject wrapper) => wrapper.Kind == "HelmRelease"
        ? Check((string)wrapper.Resource.Input("spec.chart.spec.chart")!, (ImmutableDictionary<string, object>)wrapper.Resource.Input("spec.values")!)
        : from source in (ImmutableArray<object>)wrapper.Resource.Input("spec.sources")!
          let map = (ImmutableDictionary<string, object>)source
          where map.ContainsKey("chart")
          from complaint in Check((string)map["chart"], (ImmutableDictionary<string, object>)((ImmutableDictionary<string, object>)map["helm"])["valuesObject"])
          select complaint;

    static IEnumerable<string> Check(string chart, ImmutableDictionary<string, object> values) =>
        Charts.Find(chart)!.Check(values).Select(violation => $"{chart}: {violation}");
}
