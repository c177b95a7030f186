using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Infra.Apps;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Tier;

public sealed class PlatformNamesTests
{
    [Fact]
    public async Task Apps_cannot_be_called_like_any_part_of_the_platform_whoever_delivers()
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var engine in new[] { DeliveryEngine.Argocd, DeliveryEngine.Flux })
            names.UnionWith(KubernetesManifests.From(await PlatformRun.OfTier(Everything.Settings, engine)).Objects
                .Where(each => each.Kind is "Application" or "HelmRelease" or "AppProject").Select(each => each.Name));
        var other = PlatformRun.Ha with { Cni = Cni.Calico, ReplacesKubeProxy = false, LoadBalancer = LoadBalancerChoice.Metallb };
        names.UnionWith(KubernetesManifests.From(await PlatformRun.OfTier(Everything.Settings with { Cilium = null }, DeliveryEngine.Argocd, other)).Objects
            .Where(each => each.Kind == "Application").Select(each => each.Name));
        var pulumi = KubernetesManifests.From(await PlatformRun.OfTier(Everything.Settings));
        // Definitions are Pulumi's own releases whoever delivers, in a namespace where no app is.
        names.UnionWith(pulumi.Charts.Where(chart => !chart.IsLocal).Select(chart => chart.Name));
        // The tests' own database.
        names.Remove("postgres");
        var missing = string.Join(" ", names.Except(PlatformNames.All));
        Assert.True(missing.Length == 0, missing);
    }
}
