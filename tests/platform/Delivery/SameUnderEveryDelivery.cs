using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Delivery;

/// <summary>What every component owes: the same objects and charts reach the cluster whoever delivers, and none of what is rendered holds a secret.</summary>
static class SameUnderEveryDelivery
{
    /// <summary>Declares a component under all three engines and compares.</summary>
    /// <param name="declare">Declares it.</param>
    /// <param name="charts">How many charts it installs.</param>
    public static async Task Assert(Action<PlatformContext> declare, int charts)
    {
        var pulumi = await PlatformRun.Of(declare);
        Xunit.Assert.Equal(charts, Delivered.Charts(pulumi).Count);
        foreach (var engine in new[] { DeliveryEngine.Argocd, DeliveryEngine.Flux })
        {
            var gitOps = await PlatformRun.Of(declare, engine);
            Xunit.Assert.Equal(Delivered.Objects(pulumi), Delivered.Objects(gitOps));
            Xunit.Assert.Equal(Delivered.Charts(pulumi), Delivered.Charts(gitOps));
            Xunit.Assert.Empty(KubernetesManifests.From(gitOps).Charts);
            Xunit.Assert.DoesNotContain(KubernetesManifests.From(gitOps).Objects, each => each.Kind == "Secret");
        }
    }
}
