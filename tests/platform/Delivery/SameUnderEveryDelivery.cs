using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Delivery;

/// <summary>Asserts that Pulumi, Argo CD and Flux bring the same objects and charts to the cluster, and that no file holds a secret.</summary>
static class SameUnderEveryDelivery
{
    /// <summary>Declares the same three times.</summary>
    /// <param name="declare">What to declare.</param>
    /// <param name="charts">Charts that it installs: how many.</param>
    /// <param name="objects">Kinds that must be among its objects, so that equal never means empty.</param>
    public static async Task Holds(Action<PlatformContext> declare, int charts, params string[] objects)
    {
        var pulumi = await PlatformRun.Of(declare);
        Assert.Equal(charts, Delivered.Charts(pulumi).Count);
        Assert.Empty(objects.Except(KubernetesManifests.From(pulumi).Objects.Select(each => each.Kind)));
        foreach (var engine in new[] { DeliveryEngine.Argocd, DeliveryEngine.Flux })
        {
            var gitOps = await PlatformRun.Of(declare, engine);
            Assert.Equal(Delivered.Objects(pulumi), Delivered.Objects(gitOps));
            Assert.Equal(Delivered.Charts(pulumi), Delivered.Charts(gitOps));
            Assert.Empty(KubernetesManifests.From(gitOps).Charts);
            // Secrets are not among the objects; what is must not repeat them.
            Assert.DoesNotContain(
                KubernetesManifests.From(gitOps).Objects,
                each => GivenStores.Secrets.Any(secret => each.ToYaml().Contains(secret, StringComparison.Ordinal)));
        }
    }
}
