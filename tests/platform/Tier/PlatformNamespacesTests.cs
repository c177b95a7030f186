using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Infra.Platform;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Tier;

public sealed class PlatformNamespacesTests
{
    /// <summary>Everything, everything but one part, and the choices of the cluster and of the engine.</summary>
    [Fact]
    public async Task Known_beforehand_are_exactly_the_namespaces_that_are_created()
    {
        var differences = new List<string>();
        foreach (var (change, json) in SettingVariants.All().Where(variant => variant.Change == "nothing" || variant.Change.EndsWith("= unset", StringComparison.Ordinal)))
        {
            var settings = Everything.Read(json);
            if (PlatformRules.Validate(settings, PlatformRun.Ha, DeliveryEngine.Pulumi, "").Count == 0)
                await Compare(change, settings, DeliveryEngine.Pulumi, PlatformRun.Ha, differences);
        }
        var other = PlatformRun.Ha with { Cni = Cni.Calico, ReplacesKubeProxy = false, LoadBalancer = LoadBalancerChoice.Metallb };
        await Compare("calico, MetalLB, Argo CD", Everything.Settings with { Cilium = null }, DeliveryEngine.Argocd, other, differences);
        await Compare("Flux", Everything.Settings, DeliveryEngine.Flux, PlatformRun.Ha, differences);
        Assert.Equal("", string.Join('\n', differences));
    }

    static async Task Compare(string change, PlatformSettings settings, DeliveryEngine engine, ClusterFacts cluster, List<string> differences)
    {
        var created = KubernetesManifests.From(await PlatformRun.OfTier(settings, engine, cluster)).Objects
            .Where(each => each.Kind == "Namespace").Select(each => each.Name)
            // Tigera's operator makes this one.
            .Concat(cluster.Cni == Cni.Calico ? ["calico-system"] : [])
            .Distinct().Order(StringComparer.Ordinal);
        var known = PlatformNamespaces.For(settings, cluster, engine).Order(StringComparer.Ordinal);
        if (!created.SequenceEqual(known))
            differences.Add($"{change}: created, not known: {string.Join(" ", created.Except(known))}; known, not created: {string.Join(" ", known.Except(created))}");
    }
}
