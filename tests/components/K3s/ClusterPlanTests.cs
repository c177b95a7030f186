using Basecamp.Components.Clusters;
using Basecamp.Components.K3s;
using Basecamp.Components.K3s.Config;
using Basecamp.Components.Topology;
using Basecamp.Tests;

namespace Basecamp.Components.Tests.K3s;

public sealed class ClusterPlanTests
{
    [Fact]
    public void Each_server_is_administered_by_the_next_one_and_agents_by_the_first()
    {
        var plan = ClusterPlan.For(Topologies.Ha);
        Assert.Equal(
            ["cp1 by cp2", "cp2 by cp3", "cp3 by cp1", "w1 by cp1", "w2 by cp1", "w3 by cp1"],
            Topologies.Ha.Nodes.Select(node => $"{node.Name} by {plan.PlanOf(node).Peer.Name}"));
    }

    [Fact]
    public void Flannel_is_told_the_node_s_address_unless_a_free_key_names_the_interface()
    {
        Assert.Equal(["192.168.1.11", "192.168.1.21"], FlannelAddresses(Topologies.Ha with { Network = new() { Cni = Cni.Flannel } }));
        Assert.Equal([null, null], FlannelAddresses(Topologies.Ha with { Network = Topologies.Ha.Network with { Cni = Cni.Cilium } }));
        Assert.Equal([null, null], FlannelAddresses(Topologies.Ha with { Network = Topologies.Ha.Network with { Cni = Cni.Calico } }));
        var named = Topologies.Ha with { Network = new() { Cni = Cni.Flannel }, K3s = Topologies.Ha.K3s with { ServerConfig = new Dictionary<string, object> { ["flannel-iface"] = "eth1" } } };
        Assert.Equal([null, "192.168.1.21"], FlannelAddresses(named));
    }

    static IEnumerable<string?> FlannelAddresses(HomelabTopology topology) =>
        new[] { topology.Servers.First(), topology.Agents.First() }.Select(node => ClusterPlan.For(topology).PlanOf(node).FlannelAddress);

    [Fact]
    public void A_lone_server_administers_itself() =>
        Assert.Equal("cp1", ClusterPlan.For(Topologies.Single).PlanOf(Topologies.Single.Nodes[0]).Peer.Name);

    [Fact]
    public void Lost_servers_neither_administer_nor_take_joins()
    {
        var topology = Topologies.Ha.WithNode("cp1", node => node with { Lost = true });
        var plan = ClusterPlan.For(topology);

        Assert.Equal(
            ["cp1 by cp2", "cp2 by cp3", "cp3 by cp2", "w1 by cp2", "w2 by cp2", "w3 by cp2"],
            topology.Nodes.Select(node => $"{node.Name} by {plan.PlanOf(node).Peer.Name}"));
        Assert.All(topology.Nodes, node => Assert.DoesNotContain("https://192.168.1.11:6443", plan.PlanOf(node).PeerUrls));
    }

    [Fact]
    public void A_server_joins_the_others_and_an_agent_any_server()
    {
        var plan = ClusterPlan.For(Topologies.Ha);
        Assert.Equal(["https://192.168.1.12:6443", "https://192.168.1.13:6443"], plan.PlanOf(Topologies.Ha.Nodes[0]).PeerUrls);
        Assert.Equal(3, plan.PlanOf(Topologies.Ha.Nodes[3]).PeerUrls.Count);
    }

    [Fact]
    public void Nothing_joins_over_the_virtual_ip()
    {
        var plan = ClusterPlan.For(Topologies.Ha);
        Assert.All(Topologies.Ha.Nodes, node => Assert.DoesNotContain(plan.PlanOf(node).PeerUrls, url => url.Contains("192.168.1.10:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null, null, "https://192.168.1.11:6443")]
    [InlineData("192.168.1.10", null, "https://192.168.1.10:6443")]
    [InlineData("192.168.1.10", "api.lan", "https://api.lan:6443")]
    [InlineData("fd00::10", null, "https://[fd00::10]:6443")]
    public void The_endpoint_is_the_name_else_the_virtual_ip_else_the_first_server(string? virtualIp, string? dnsName, string expected)
    {
        var topology = Topologies.Lab with { Api = new() { VirtualIp = virtualIp, VirtualIpInterface = "eth0", DnsName = dnsName } };
        Assert.Equal(expected, ClusterPlan.For(topology).ApiEndpoint);
    }

    [Fact]
    public void The_identifier_changes_with_the_generation_and_nothing_else()
    {
        Assert.Equal("lab-1", ClusterPlan.For(Topologies.Lab).Identifier);
        Assert.Equal("lab-2", ClusterPlan.For(Topologies.Lab with { Cluster = new() { Name = "lab", Generation = 2 } }).Identifier);
        Assert.Equal("lab-1", ClusterPlan.For(Topologies.Lab.Without("w2") with { Api = new() { VirtualIp = "192.168.1.10" } }).Identifier);
    }

    [Fact]
    public void Servers_are_tainted_only_when_agents_can_take_the_pods()
    {
        Assert.Empty(NodeConfigPlan.Taints(Topologies.Single, Topologies.Single.Nodes[0]));
        Assert.Equal(["node-role.kubernetes.io/control-plane:NoSchedule"], NodeConfigPlan.Taints(Topologies.Lab, Topologies.Lab.Nodes[0]));
        Assert.Empty(NodeConfigPlan.Taints(Topologies.Lab, Topologies.Lab.Nodes[1]));
    }

    [Fact]
    public void Declared_taints_replace_the_default_and_an_empty_list_means_none() =>
        Assert.Empty(NodeConfigPlan.Taints(Topologies.Lab, Topologies.Lab.Nodes[0] with { Taints = [] }));

    [Fact]
    public void With_cilium_nodes_wait_for_their_network_before_pods_start()
    {
        var registration = NodeConfigPlan.Registration(Topologies.Ha, Topologies.Ha.Nodes[3]);
        Assert.Equal(["node.cilium.io/agent-not-ready:NoExecute"], registration.NodeTaint);
        Assert.Empty(NodeConfigPlan.Registration(Topologies.Lab, Topologies.Lab.Nodes[1]).NodeTaint);
    }

    [Fact]
    public void Nodes_say_what_they_are_for()
    {
        var labelled = Topologies.Lab.Nodes[1] with { Labels = new Dictionary<string, string> { ["zone"] = "attic", ["disk"] = "ssd" } };
        Assert.Equal(["basecamp.dev/role=control"], NodeConfigPlan.Labels(Topologies.Lab.Nodes[0]));
        Assert.Equal(["basecamp.dev/role=worker", "disk=ssd", "zone=attic"], NodeConfigPlan.Labels(labelled));
    }

    [Fact]
    public void Readiness_is_not_awaited_before_the_platform_brings_the_network()
    {
        Assert.True(ClusterPlan.For(Topologies.Lab).NodesBecomeReady);
        Assert.False(ClusterPlan.For(Topologies.Ha).NodesBecomeReady);
    }

    [Fact]
    public void Proxied_machines_reach_nodes_and_cluster_directly()
    {
        var topology = Topologies.Lab with { Proxy = new() { Http = "http://proxy.lan:3128", NoProxy = ["git.lan"] } };
        Assert.Equal(
            "localhost,127.0.0.0/8,::1,192.168.1.11,192.168.1.21,192.168.1.22,10.42.0.0/16,10.43.0.0/16,.svc,.cluster.local,git.lan",
            ClusterPlan.For(topology).NoProxy);
    }

    [Fact]
    public void Servers_open_etcd_only_when_it_runs_in_them()
    {
        Assert.Equal(
            ["10250/tcp", "6443/tcp", "2379:2381/tcp", "10257/tcp", "10259/tcp", "8472/udp", "10249/tcp", "9100/tcp"],
            ClusterPlan.For(Topologies.Lab).OpenPorts(NodeRole.Server));
        Assert.Equal(["10250/tcp", "8472/udp", "10249/tcp", "9100/tcp"], ClusterPlan.For(Topologies.Lab).OpenPorts(NodeRole.Agent));
        var external = Topologies.Lab with { K3s = Topologies.Lab.K3s with { Datastore = new() { Endpoint = new("https://etcd:2379") } } };
        Assert.DoesNotContain("2379:2381/tcp", ClusterPlan.For(external).OpenPorts(NodeRole.Server));
    }

    [Fact]
    public void Nodes_open_what_prometheus_reads_on_them_and_nothing_that_is_not_there()
    {
        string[] metrics = ["9100/tcp", "9120/tcp", "9962/tcp", "9963/tcp", "9964/tcp", "9965/tcp"];
        string[] OpenOf(HomelabTopology topology) => [.. ClusterPlan.For(topology).OpenPorts(NodeRole.Agent).Intersect(metrics)];

        Assert.Equal(["9100/tcp"], OpenOf(Topologies.Lab));
        Assert.Equal(["9100/tcp", "9120/tcp"], OpenOf(Topologies.Lab with { Network = new() { LoadBalancer = LoadBalancerChoice.Metallb } }));
        Assert.Equal(["9100/tcp", "9962/tcp", "9963/tcp", "9964/tcp", "9965/tcp"], OpenOf(Topologies.Ha));
    }
}
