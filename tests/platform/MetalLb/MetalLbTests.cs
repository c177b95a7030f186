using Basecamp.Components.Clusters;
using Basecamp.Components.MetalLb;
using Basecamp.Components.Platform;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;

namespace Basecamp.Platform.Tests.MetalLb;

/// <summary>Proves what is asked of the chart and the pool, not that a machine answers.</summary>
public sealed class MetalLbTests
{
    static readonly ClusterFacts Cluster = PlatformRun.Ha with
    {
        Cni = Cni.Flannel,
        ReplacesKubeProxy = false,
        LoadBalancer = LoadBalancerChoice.Metallb,
        LoadBalancerPool = ["192.168.1.200-192.168.1.220", "192.168.1.240/29"],
    };

    [Fact]
    public async Task Whoever_delivers_the_same_objects_and_charts_reach_the_cluster() => await SameUnderEveryDelivery.Holds(Declare, charts: 1);

    [Fact]
    public async Task Everything_it_writes_exists_in_the_pinned_version()
    {
        Assert.Empty((await Run(Cluster)).Unpublished());
        Assert.Empty((await PlatformRun.Of(Declare, cluster: Cluster, monitoring: false)).Unpublished());
    }

    [Fact]
    public async Task It_hands_out_the_pool_and_agents_answer_for_it()
    {
        var stack = await Run(Cluster);
        Assert.Equal(Cluster.LoadBalancerPool, Found.Texts(stack.Field("IPAddressPool", "basecamp", "spec.addresses")));
        Assert.Equal(["basecamp"], Found.Texts(stack.Field("L2Advertisement", "basecamp", "spec.ipAddressPools")));
        Assert.Equal("DoesNotExist", stack.Field("L2Advertisement", "basecamp", "spec.nodeSelectors[0].matchExpressions[0].operator"));
        var servers = await Run(Cluster with { Nodes = [.. Cluster.Nodes.Where(node => node.Role == NodeRole.Server)] });
        Assert.Null(servers.Field("L2Advertisement", "basecamp", "spec.nodeSelectors"));
    }

    [Fact]
    public async Task No_routing_daemons_run_for_layer_2()
    {
        var stack = await Run(Cluster);
        Assert.Equal(false, stack.Value("metallb", "frrk8s.enabled"));
        Assert.Equal(false, stack.Value("metallb", "speaker.frr.enabled"));
    }

    [Fact]
    public async Task Addresses_come_after_the_webhook_that_checks_them()
    {
        var stack = await Run(Cluster);
        var release = stack.Single("kubernetes:helm.sh/v3:Release", "metallb");
        Assert.Contains(release, stack.Object("IPAddressPool", "basecamp").AllDependencies());
        var argo = await PlatformRun.Of(Declare, Components.Delivery.DeliveryEngine.Argocd, Cluster);
        Assert.Equal("1", argo.Field("Application", "metallb-pool", """metadata.annotations["argocd.argoproj.io/sync-wave"]"""));
        Assert.Equal("0", argo.Field("Application", "metallb", """metadata.annotations["argocd.argoproj.io/sync-wave"]"""));
    }

    static Task<RecordedStack> Run(ClusterFacts cluster) => PlatformRun.Of(Declare, cluster: cluster);

    static void Declare(PlatformContext platform)
    {
        var metalLb = new Components.MetalLb.MetalLb("metallb", new() { Platform = platform });
        _ = new MetalLbPool("metallb-pool", new() { Platform = platform, After = [metalLb] });
    }
}
