namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Taking a node out for good: quorum first, then drain, uninstall, forget.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class NodeRemovalTests : IDisposable
{
    readonly FakeCluster cluster = new();
    readonly Sandbox server;

    public NodeRemovalTests()
    {
        server = cluster.Host("cp1");
        server.Succeed("node-install", Inputs.Install(server, found: true));
        cluster.ForgetEvents();
        server.ForgetCalls();
    }

    public void Dispose() => cluster.Dispose();

    void TwoAgents()
    {
        cluster.AddNode("w1", address: "10.0.0.21");
        cluster.AddNode("w2", address: "10.0.0.22");
    }

    [Fact]
    public void Removal_drains_uninstalls_and_forgets_in_this_order()
    {
        cluster.AddNode("w2", address: "10.0.0.22");
        var agent = cluster.Host("w1", "10.0.0.21");
        agent.Succeed("node-install", Inputs.Install(agent, "agent", "https://10.0.0.11:6443"));
        cluster.ForgetEvents();
        Assert.Equal("drained=true\n", server.Succeed("node-drain", Inputs.Drain("w1")).Output);
        agent.Succeed("node-uninstall", Inputs.Uninstall(agent, "agent"));
        Assert.Equal("forgotten=true\n", server.Succeed("node-forget", Inputs.Forget("w1")).Output);
        Assert.Equal(["cordoned w1", "drained w1", "stopped w1", "deleted w1", "deleted secret w1.node-password.k3s"], cluster.Events);
        Assert.Equal(["cp1", "w2"], cluster.Nodes);
        Assert.Equal("forgotten=false\n", server.Succeed("node-forget", Inputs.Forget("w1")).Output);
    }

    [Fact]
    public void Refuses_to_remove_a_server_when_the_rest_would_have_no_quorum()
    {
        cluster.AddNode("cp2", "server", address: "10.0.0.12");
        cluster.AddNode("cp3", "server", ready: "Unknown", address: "10.0.0.13");
        var refused = server.Expect(3, "node-drain", Inputs.Drain("cp2", "server"));
        refused.Says("1 of the 2 remaining etcd members vote and are Ready; 2 are needed");
        Assert.Empty(cluster.Events);
        server.Succeed("node-drain", Inputs.Drain("cp3", "server"));
    }

    [Fact]
    public void A_removal_goes_on_when_its_drain_does_not_finish()
    {
        TwoAgents();
        cluster.Write("blocked-pod", "db-0");
        var result = server.Succeed("node-drain", Inputs.Drain("w1"));
        Assert.Equal("drained=false\n", result.Output);
        result.Says("going on although w1 was not drained within 300 s: pod shop/db-0");
    }

    [Fact]
    public void A_machine_that_is_off_is_not_drained()
    {
        TwoAgents();
        cluster.Write("nodes/w1/ready", "Unknown");
        server.Succeed("node-drain", Inputs.Drain("w1")).Says("it is not Ready");
        Assert.Equal(["cordoned w1"], cluster.Events);
    }

    [Fact]
    public void The_last_server_is_neither_drained_nor_forgotten()
    {
        Assert.Equal("drained=false\n", server.Succeed("node-drain", Inputs.Drain("cp1", "server")).Output);
        Assert.Equal("forgotten=false\n", server.Succeed("node-forget", Inputs.Forget("cp1", "server")).Output);
        Assert.Equal(["cp1"], cluster.Nodes);
        Assert.Empty(cluster.Events);
    }

    [Fact]
    public void The_second_but_last_server_leaves_etcd_before_it_stops()
    {
        var second = cluster.Host("cp2", "10.0.0.12");
        second.Succeed("node-install", Inputs.Install(second, peers: "https://10.0.0.11:6443"));
        cluster.ForgetEvents();
        second.Succeed("node-uninstall", Inputs.Uninstall(second));
        Assert.Equal(["removed cp2 from etcd", "stopped cp2"], cluster.Events);
        Assert.False(second.Has("/etc/systemd/system/k3s.service.d"));
    }

    [Fact]
    public void One_of_three_servers_just_stops_because_the_others_can_remove_its_member()
    {
        var second = cluster.Host("cp2", "10.0.0.12");
        second.Succeed("node-install", Inputs.Install(second, peers: "https://10.0.0.11:6443"));
        cluster.AddNode("cp3", "server", address: "10.0.0.13");
        cluster.ForgetEvents();
        second.Succeed("node-uninstall", Inputs.Uninstall(second));
        Assert.Equal(["stopped cp2"], cluster.Events);
    }
}
