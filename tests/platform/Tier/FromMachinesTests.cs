using System.Collections.Immutable;
using Basecamp.Components.Charts;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.K3s;
using Basecamp.Components.Topology;
using Basecamp.Components.Workloads;
using Basecamp.Infra.Homelab;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>
/// Machines and pods reach one another on either CNI: which addresses traffic between them has, and that every port at which Prometheus reads a
/// machine is open on the way.
/// </summary>
public sealed class FromMachinesTests
{
    static readonly HomelabTopology Metallb = Topologies.Lab with
    {
        Network = new() { LoadBalancer = LoadBalancerChoice.Metallb, LoadBalancerPool = ["192.168.1.200-192.168.1.220"] },
    };

    static HomelabTopology Of(Cni cni) => cni == Cni.Cilium ? Topologies.Ha : Metallb with { Network = Metallb.Network with { Cni = cni } };

    [Theory]
    [InlineData(Cni.Flannel)]
    [InlineData(Cni.Calico)]
    public async Task Whatever_lets_machines_in_lets_their_tunnel_addresses_in(Cni cni)
    {
        var cluster = HomelabExports.FactsOf(Of(cni));
        var machines = cluster.Nodes.SelectMany(node => node.Cidrs).ToHashSet(StringComparer.Ordinal);
        var fromMachines = (await Objects(cluster)).Where(each => each.Kind == "NetworkPolicy")
            .Select(each => (each.Name, Sources: Sources(each)))
            .Where(each => each.Sources.Overlaps(machines))
            .ToList();

        Assert.Contains("allow-mounts", fromMachines.Select(each => each.Name));
        Assert.Contains("allow-webhooks", fromMachines.Select(each => each.Name));
        Assert.Equal([], fromMachines.Where(each => !each.Sources.IsSupersetOf(cluster.PodCidrs)).Select(each => each.Name));
    }

    [Fact]
    public async Task What_pods_may_reach_of_machines_is_their_addresses_and_no_pod() => Assert.DoesNotContain(
        "10.42.0.0/16",
        (await Objects(HomelabExports.FactsOf(Metallb))).Where(each => each.Kind == "NetworkPolicy" && each.Name is "allow-nodes" or "allow-api-server")
            .SelectMany(each => Cidrs(each.Resource.Input("spec.egress[0].to"))));

    [Theory]
    [InlineData(Cni.Flannel)]
    [InlineData(Cni.Calico)]
    [InlineData(Cni.Cilium)]
    public async Task Every_port_of_a_machine_that_prometheus_reads_is_open_in_the_policy_and_in_the_firewall(Cni cni)
    {
        var topology = Of(cni);
        var (stack, cluster) = (await Run(HomelabExports.FactsOf(topology)), HomelabExports.FactsOf(topology));
        var scraped = stack.Resources.Select(resource => resource.Resource).OfType<HelmChart>().SelectMany(chart => chart.Workloads)
            .Where(workload => workload.HostNetwork)
            .SelectMany(workload => workload.Ports.Where(IsScraped).Select(port => port.Number))
            .ToHashSet();
        Assert.Contains(9100, scraped);
        Assert.Equal(cni != Cni.Cilium, scraped.Contains(9120));

        Assert.Equal([], scraped.Except(Allowed(stack)).Order());
        foreach (var role in new[] { NodeRole.Server, NodeRole.Agent })
            Assert.Equal([], scraped.Select(port => $"{port}/tcp").Except(ClusterPlan.For(topology).OpenPorts(role)).Order(StringComparer.Ordinal));
        // And what nobody of this cluster listens on is closed.
        Assert.Equal([], ScrapedPorts.OfCharts(cluster.Cni, cluster.LoadBalancer).Except(scraped).Order());
    }

    // As the charts call them.
    static bool IsScraped(WorkloadPort port) => port.Name.Contains("metrics", StringComparison.Ordinal) || port.Name == "prometheus";

    static IEnumerable<int> Allowed(RecordedStack stack)
    {
        var rule = KubernetesManifests.From(stack).Objects.Single(each => each.Name == "allow-nodes" && each.Namespace == "monitoring-system").Resource;
        var ports = (ImmutableArray<object>)(rule.Input("spec.egress[0].ports") ?? rule.Input("spec.egress[0].toPorts[0].ports"))!;
        return ports.Select(port => Convert.ToInt32(((ImmutableDictionary<string, object>)port)["port"], System.Globalization.CultureInfo.InvariantCulture));
    }

    static HashSet<string> Sources(RecordedObject policy) => [.. Cidrs(policy.Resource.Input("spec.ingress[0].from"))];

    static IEnumerable<string> Cidrs(object? peers) => peers is ImmutableArray<object> list
        ? list.OfType<ImmutableDictionary<string, object>>().Select(peer => peer.GetValueOrDefault("ipBlock"))
            .OfType<ImmutableDictionary<string, object>>().Select(block => (string)block["cidr"])
        : [];

    static async Task<ImmutableArray<RecordedObject>> Objects(ClusterFacts cluster) => [.. KubernetesManifests.From(await Run(cluster)).Objects];

    static Task<RecordedStack> Run(ClusterFacts cluster) => PlatformRun.OfTier(Everything.Settings, DeliveryEngine.Pulumi, cluster);
}
