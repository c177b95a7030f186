using Basecamp.Components.Delivery;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.CertManager;

public sealed class CertManagerTests
{
    [Theory]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task Whoever_delivers_the_same_objects_and_charts_reach_the_cluster(DeliveryEngine engine)
    {
        var pulumi = await PlatformRun.Of(Declare);
        var gitOps = await PlatformRun.Of(Declare, engine);
        Assert.Equal(Delivered.Objects(pulumi), Delivered.Objects(gitOps));
        Assert.Equal(Delivered.Charts(pulumi), Delivered.Charts(gitOps));
        Assert.Single(Delivered.Charts(pulumi));
        Assert.Empty(KubernetesManifests.From(gitOps).Charts);
    }

    static void Declare(Components.Platform.PlatformContext platform) =>
        _ = new Components.CertManager.CertManager("cert-manager", new() { Platform = platform });
}
