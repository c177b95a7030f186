using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Calico;

/// <summary>Proves what is asked of the chart, not that packets flow.</summary>
public sealed class CalicoTests
{
    static readonly ClusterFacts Cluster = PlatformRun.Ha with { Cni = Cni.Calico, ReplacesKubeProxy = false, LoadBalancer = LoadBalancerChoice.Servicelb, LoadBalancerPool = [] };

    [Fact]
    public async Task Everything_it_writes_exists_in_the_pinned_version() => Assert.Empty((await Run(Cluster)).Unpublished());

    [Fact]
    public async Task Pods_get_addresses_of_K3s_own_ranges()
    {
        var dual = Cluster with { PodCidrs = ["10.52.0.0/16", "fd52::/56"] };
        var stack = await Run(dual);
        Assert.Equal(["10.52.0.0/16", "fd52::/56"], new[] { 0, 1 }.Select(index => (string)stack.Value("calico", $"installation.calicoNetwork.ipPools[{index}].cidr")!));
        Assert.Equal("VXLAN", stack.Value("calico", "installation.calicoNetwork.ipPools[0].encapsulation"));
        Assert.Equal("Disabled", stack.Value("calico", "installation.calicoNetwork.bgp"));
    }

    [Fact]
    public async Task Pulumi_installs_it_whoever_delivers()
    {
        var gitOps = await PlatformRun.Of(Declare, DeliveryEngine.Argocd, Cluster);
        Assert.Equal("calico", Assert.Single(KubernetesManifests.From(gitOps).Charts).Name);
        Assert.Empty(gitOps.Names("Application"));
    }

    [Fact]
    public async Task Its_namespace_says_why_it_is_privileged()
    {
        var ns = (await Run(Cluster)).Object("Namespace", "tigera-system");
        Assert.Equal("privileged", ns.Input("""metadata.labels["pod-security.kubernetes.io/enforce"]"""));
        Assert.NotNull(ns.Input("""metadata.annotations["basecamp.io/allow-bc011"]"""));
    }

    [Fact]
    public async Task Default_deny_of_other_namespaces_names_addresses_because_Calico_has_no_entities()
    {
        var stack = await PlatformRun.Of(platform => _ = new Components.Reflector.Reflector("reflector", new() { Platform = platform }), cluster: Cluster);
        Assert.Empty(stack.Names("CiliumNetworkPolicy"));
        Assert.Equal("192.168.1.11/32", stack.Field("NetworkPolicy", "allow-api-server", "spec.egress[0].to[0].ipBlock.cidr"));
    }

    static Task<RecordedStack> Run(ClusterFacts cluster) => PlatformRun.Of(Declare, cluster: cluster);

    static void Declare(PlatformContext platform) => _ = new Components.Calico.Calico("calico", new() { Platform = platform });
}
