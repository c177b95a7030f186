using Basecamp.Components.Cilium;
using Basecamp.Components.Clusters;
using Basecamp.Components.Platform;
using Basecamp.Infra.Homelab;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Cilium;

/// <summary>Proves what is asked of the chart, not that packets flow.</summary>
public sealed class CiliumTests
{
    static readonly CiliumSpec Everything = new() { EncryptTraffic = true, GatewayApi = true, Announcements = new() { Interfaces = ["^eth0$"] } };

    static readonly ClusterFacts DualStack = HomelabExports.FactsOf(Topologies.Ha with
    {
        Network = Topologies.Ha.Network with { PodCidrs = ["10.52.0.0/16", "fd52::/56"], ServiceCidrs = ["10.53.0.0/16", "fd53::/112"] },
    });

    public static TheoryData<string> Variants => ["defaults", "everything", "no hubble", "dual stack", "one machine", "beside kube-proxy", "beside metallb"];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Every_value_it_sets_exists_in_the_pinned_chart(string variant)
    {
        var (cluster, spec) = Variant(variant);
        Assert.Empty((await Run(cluster, spec)).Unpublished());
        Assert.Empty((await PlatformRun.Of(platform => Declare(platform, spec), cluster: cluster, monitoring: false)).Unpublished());
    }

    [Fact]
    public async Task Pulumi_installs_it_whoever_delivers()
    {
        var pulumi = await Run(PlatformRun.Ha);
        foreach (var engine in new[] { Components.Delivery.DeliveryEngine.Argocd, Components.Delivery.DeliveryEngine.Flux })
        {
            var gitOps = await PlatformRun.Of(platform => Declare(platform, new()), engine);
            Assert.Equal(Delivered.Objects(pulumi), Delivered.Objects(gitOps));
            Assert.Equal("cilium", Assert.Single(KubernetesManifests.From(gitOps).Charts).Name);
        }
    }

    [Fact]
    public async Task In_place_of_kube_proxy_it_reaches_the_API_on_every_machine_itself()
    {
        var stack = await Run(PlatformRun.Ha);
        Assert.Equal(true, stack.Value("cilium", "kubeProxyReplacement"));
        Assert.Equal("127.0.0.1", stack.Value("cilium", "k8sServiceHost"));
        Assert.Equal(6444.0, stack.Value("cilium", "k8sServicePort"));
        Assert.Equal("0.0.0.0:10256", stack.Value("cilium", "kubeProxyReplacementHealthzBindAddr"));
        var beside = await Run(Variant("beside kube-proxy").Cluster);
        Assert.Equal(false, beside.Value("cilium", "kubeProxyReplacement"));
        Assert.Null(beside.Value("cilium", "k8sServiceHost"));
        Assert.Null(beside.Value("cilium", "k8sServicePort"));
    }

    [Fact]
    public async Task Pods_get_addresses_of_K3s_own_range()
    {
        var stack = await Run(DualStack);
        Assert.Equal("kubernetes", stack.Value("cilium", "ipam.mode"));
        Assert.Equal(["10.52.0.0/16", "fd52::/56"], new[] { "ipv4", "ipv6" }.Select(family => (string)stack.Value("cilium", $"{family}NativeRoutingCIDR")!));
        Assert.Equal(true, stack.Value("cilium", "ipv6.enabled"));
        var single = await Run(PlatformRun.Ha);
        Assert.Equal("10.42.0.0/16", single.Value("cilium", "ipv4NativeRoutingCIDR"));
        Assert.Null(single.Value("cilium", "ipv6.enabled"));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 2)]
    public async Task It_never_waits_for_an_operator_that_has_no_machine(int machines, int operators)
    {
        var cluster = PlatformRun.Ha with { Nodes = [.. PlatformRun.Ha.Nodes.Take(machines)] };
        Assert.Equal((double)operators, (await Run(cluster)).Value("cilium", "operator.replicas"));
    }

    [Fact]
    public async Task Addresses_of_the_pool_are_announced_by_agents_on_every_interface()
    {
        var stack = await Run(PlatformRun.Ha);
        Assert.Equal("192.168.1.200", stack.Field("CiliumLoadBalancerIPPool", "basecamp", "spec.blocks[0].start"));
        Assert.Equal("192.168.1.220", stack.Field("CiliumLoadBalancerIPPool", "basecamp", "spec.blocks[0].stop"));
        Assert.Equal("No", stack.Field("CiliumLoadBalancerIPPool", "basecamp", "spec.allowFirstLastIPs"));
        Assert.Equal(true, stack.Field("CiliumL2AnnouncementPolicy", "basecamp", "spec.loadBalancerIPs"));
        Assert.Equal("node-role.kubernetes.io/control-plane", stack.Field("CiliumL2AnnouncementPolicy", "basecamp", "spec.nodeSelector.matchExpressions[0].key"));
        Assert.Equal("DoesNotExist", stack.Field("CiliumL2AnnouncementPolicy", "basecamp", "spec.nodeSelector.matchExpressions[0].operator"));
        Assert.Null(stack.Field("CiliumL2AnnouncementPolicy", "basecamp", "spec.interfaces"));
    }

    [Fact]
    public async Task Servers_announce_where_there_is_nobody_else()
    {
        var servers = PlatformRun.Ha with { Nodes = [.. PlatformRun.Ha.Nodes.Where(node => node.Role == NodeRole.Server)] };
        Assert.Null((await Run(servers)).Field("CiliumL2AnnouncementPolicy", "basecamp", "spec.nodeSelector"));
    }

    [Fact]
    public async Task A_network_of_the_pool_stays_a_network()
    {
        var stack = await Run(PlatformRun.Ha with { LoadBalancerPool = ["192.168.1.224/28"] });
        Assert.Equal("192.168.1.224/28", stack.Field("CiliumLoadBalancerIPPool", "basecamp", "spec.blocks[0].cidr"));
        Assert.Null(stack.Field("CiliumLoadBalancerIPPool", "basecamp", "spec.blocks[0].start"));
    }

    [Fact]
    public async Task Another_load_balancers_Services_are_left_alone()
    {
        var stack = await Run(Variant("beside metallb").Cluster);
        Assert.Equal("none", stack.Value("cilium", "defaultLBServiceIPAM"));
        Assert.Null(stack.Value("cilium", "l2announcements.enabled"));
        Assert.Null(stack.Value("cilium", "k8sClientRateLimit"));
        Assert.Empty(stack.Names("CiliumLoadBalancerIPPool"));
    }

    // 10 + Services / retry period, Services as many as the pool has addresses, at most 100; twice that at once.
    [Theory]
    [InlineData("192.168.1.200-192.168.1.220", 2000, 21, 42)]
    [InlineData("192.168.1.200-192.168.1.220", 200, 115, 230)]
    [InlineData("192.168.0.0/16", 2000, 60, 120)]
    [InlineData("192.168.1.200-192.168.1.200", 2000, 11, 22)]
    public async Task Requests_for_leases_are_never_throttled(string pool, int retryMilliseconds, int qps, int burst)
    {
        var spec = new CiliumSpec { Announcements = new() { RetryPeriod = TimeSpan.FromMilliseconds(retryMilliseconds) } };
        var stack = await Run(PlatformRun.Ha with { LoadBalancerPool = [pool] }, spec);
        Assert.Equal((double)qps, stack.Value("cilium", "k8sClientRateLimit.qps"));
        Assert.Equal((double)burst, stack.Value("cilium", "k8sClientRateLimit.burst"));
        Assert.Equal(retryMilliseconds == 200 ? "200ms" : "2s", stack.Value("cilium", "l2announcements.leaseRetryPeriod"));
    }

    [Fact]
    public async Task Nothing_in_it_is_made_anew_with_every_render()
    {
        Assert.Equal("cronJob", (await Run(PlatformRun.Ha)).Value("cilium", "hubble.tls.auto.method"));
        Assert.Equal(Delivered.Charts(await Run(PlatformRun.Ha)), Delivered.Charts(await Run(PlatformRun.Ha)));
    }

    [Fact]
    public async Task Without_Hubble_there_is_no_relay_no_page_and_no_alert_about_drops()
    {
        var stack = await Run(PlatformRun.Ha, new() { Hubble = false });
        Assert.Equal(false, stack.Value("cilium", "hubble.enabled"));
        Assert.Null(stack.Value("cilium", "hubble.relay"));
        Assert.Null(stack.Value("cilium", "hubble.metrics"));
        Assert.DoesNotContain("CiliumPolicyDenies", stack.Alerts("cilium-alerts"));
        Assert.Contains("CiliumPolicyDenies", (await Run(PlatformRun.Ha)).Alerts("cilium-alerts"));
    }

    [Fact]
    public async Task What_the_operator_cannot_see_yet_is_said_to_be_there()
    {
        var stack = await Run(PlatformRun.Ha, Everything);
        Assert.Equal(true, stack.Value("cilium", "prometheus.serviceMonitor.trustCRDsExist"));
        Assert.Equal("true", stack.Value("cilium", "gatewayAPI.gatewayClass.create"));
        Assert.Equal("wireguard", stack.Value("cilium", "encryption.type"));
        Assert.Null((await Run(PlatformRun.Ha)).Value("cilium", "encryption"));
    }

    static (ClusterFacts Cluster, CiliumSpec Spec) Variant(string name) => name switch
    {
        "everything" => (PlatformRun.Ha, Everything),
        "no hubble" => (PlatformRun.Ha, new() { Hubble = false }),
        "dual stack" => (DualStack, new()),
        "one machine" => (PlatformRun.Ha with { Nodes = [PlatformRun.Ha.Nodes[0]] }, new()),
        "beside kube-proxy" => (PlatformRun.Ha with { ReplacesKubeProxy = false, LoadBalancer = LoadBalancerChoice.Servicelb, LoadBalancerPool = [] }, new()),
        "beside metallb" => (PlatformRun.Ha with { LoadBalancer = LoadBalancerChoice.Metallb }, new()),
        _ => (PlatformRun.Ha, new()),
    };

    static Task<RecordedStack> Run(ClusterFacts cluster, CiliumSpec? spec = null) => PlatformRun.Of(platform => Declare(platform, spec ?? new()), cluster: cluster);

    static void Declare(PlatformContext platform, CiliumSpec spec) => _ = new Components.Cilium.Cilium("cilium", new() { Platform = platform, Spec = spec });
}
