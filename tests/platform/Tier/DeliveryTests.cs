using Basecamp.Components.Delivery;
using Basecamp.Platform.Tests.Delivery;
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
        Assert.Equal(Delivered.Objects(pulumi), Delivered.Objects(gitOps));
        Assert.Equal(Delivered.Charts(pulumi), Delivered.Charts(gitOps));
    }

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
