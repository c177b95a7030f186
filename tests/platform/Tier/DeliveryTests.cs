using Basecamp.Components.Delivery;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Tier;

public sealed class DeliveryTests
{
    [Theory]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task Whoever_delivers_the_same_objects_and_charts_reach_the_cluster(DeliveryEngine engine)
    {
        var pulumi = await PlatformRun.OfTier(Everything.Settings);
        var gitOps = await PlatformRun.OfTier(Everything.Settings, engine);
        var own = gitOps.Resources.Where(IsEngine).ToHashSet();
        Assert.NotEmpty(own);
        Assert.Equal("", string.Join('\n', Difference(Delivered.Objects(pulumi), Delivered.Objects(gitOps, own))));
        var (before, after) = (Delivered.Charts(pulumi), Delivered.Charts(gitOps, own).Where(chart => !IsArgoDefinitions(chart)).ToList());
        Assert.Equal(before.Select(Title), after.Select(Title));
        Assert.Equal(engine == DeliveryEngine.Flux ? ["kube-prometheus-stack"] : [], after.Except(before).Select(Chart));
        // Flux says how it is only in its objects' status, which kube-state-metrics then has to read: values are added, none is changed.
        Assert.All(before.Zip(after), pair => Assert.Empty(pair.First.Split('\n').Except(pair.Second.Split('\n'))));
    }

    // What the engine itself consists of, which Pulumi alone does not have.
    static bool IsEngine(RecordedResource resource) =>
        resource.Type is "basecamp:index:ArgoCd" or "basecamp:index:Flux" || (resource.Parent is { } parent && IsEngine(parent));

    // Argo CD's own kinds.
    static bool IsArgoDefinitions(string chart) => chart.Contains("as kube-system/definitions-argo-cd", StringComparison.Ordinal);

    static string Title(string chart) => chart.Split('\n')[0];

    static string Chart(string chart) => Title(chart).Split(' ')[0].Split('/')[^1];

    static IEnumerable<string> Difference(SortedDictionary<string, string> left, SortedDictionary<string, string> right) =>
        left.Except(right).Select(each => $"- {each.Key}\n{each.Value}").Concat(right.Except(left).Select(each => $"+ {each.Key}\n{each.Value}"));

    [Theory]
    [InlineData(DeliveryEngine.Pulumi)]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task No_rendered_file_holds_a_secret_and_no_Secret_goes_through_git(DeliveryEngine engine)
    {
        var manifests = KubernetesManifests.From(await PlatformRun.OfTier(Everything.Settings, engine));
        Assert.DoesNotContain(manifests.Objects, each => each.Kind == "Secret");
        Assert.All(
            manifests.LeftOut.Where(each => each.Resource.Input("kind") is "Secret"),
            secret => Assert.Equal("cluster", secret.Resource.Provider?.Name));
        Assert.All(manifests.Objects, each => Assert.DoesNotContain("the-kubeconfig", each.ToYaml(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rendering_twice_gives_the_same_bytes()
    {
        var first = KubernetesManifests.From(await PlatformRun.OfTier(Everything.Settings));
        var second = KubernetesManifests.From(await PlatformRun.OfTier(Everything.Settings));
        Assert.Equal(first.Objects.Select(each => each.ToYaml()), second.Objects.Select(each => each.ToYaml()));
        Assert.Equal(first.Charts.Select(each => each.ToYaml()), second.Charts.Select(each => each.ToYaml()));
    }
}
