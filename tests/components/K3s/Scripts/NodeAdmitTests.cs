namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Making way for a node: upgrades that always give it back, and machines that come back empty.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class NodeAdmitTests : IDisposable
{
    const string Newer = "v1.36.5+k3s1";

    readonly FakeCluster cluster = new();
    readonly Sandbox server;

    public NodeAdmitTests()
    {
        server = cluster.Host("cp1");
        server.Succeed("node-install", Inputs.Install(server, found: true));
        cluster.ForgetEvents();
        server.ForgetCalls();
    }

    public void Dispose() => cluster.Dispose();

    ScriptResult Admit(string node, string version = Newer, int expected = 0, Action<InputDocument>? change = null)
    {
        var input = Inputs.Admit(node, version: version);
        change?.Invoke(input);
        return server.Expect(expected, "node-admit", input);
    }

    void TwoAgents()
    {
        cluster.AddNode("w1", address: "10.0.0.21");
        cluster.AddNode("w2", address: "10.0.0.22");
    }

    bool TimerArmed(string node) => server.Has($".sandbox/units/basecamp-uncordon-{node}.timer/active");

    [Fact]
    public void Nothing_happens_where_no_cluster_is()
    {
        var empty = cluster.Host("empty", "10.0.0.30");
        Assert.Equal("admitted=new\n", empty.Succeed("node-admit", Inputs.Admit("w1")).Output);
        Assert.Equal("drained=false\n", empty.Succeed("node-drain", Inputs.Drain("w1")).Output);
        Assert.Equal("forgotten=false\n", empty.Succeed("node-forget", Inputs.Forget("w1")).Output);
        empty.Expect(1, "node-settle", Inputs.Settle("w1")).Says("K3s is not installed on this server");
    }

    [Fact]
    public void An_API_that_should_answer_but_does_not_is_a_failure()
    {
        cluster.Write("api-down", "");
        Admit("w1", expected: 1).Says("its API has not answered for 120 s");
        server.Expect(1, "node-settle", Inputs.Settle("w1")).Says("the API of this server does not answer");
    }

    [Fact]
    public void An_upgrade_cordons_arms_the_timer_and_drains_then_settling_gives_the_node_back()
    {
        TwoAgents();
        Assert.Equal("admitted=drained\n", Admit("w1").Output);
        Assert.Equal(["cordoned w1", "drained w1"], cluster.Events);
        Assert.True(TimerArmed("w1"));
        var calls = server.Calls.ToList();
        Assert.True(calls.FindIndex(call => call.StartsWith("systemd-run", StringComparison.Ordinal)) < calls.FindIndex(
            call => call.Contains(" cordon w1", StringComparison.Ordinal)));
        cluster.Write("nodes/w1/version", Newer);
        Assert.Equal("changed=true\n", server.Succeed("node-settle", Inputs.Settle("w1", version: Newer)).Output);
        Assert.Equal(["cordoned w1", "drained w1", "uncordoned w1"], cluster.Events);
        Assert.Equal("", cluster.Node("w1", "annotations/basecamp.dev_cordoned"));
        Assert.False(TimerArmed("w1"));
        Assert.Equal("changed=false\n", server.Succeed("node-settle", Inputs.Settle("w1", version: Newer)).Output);
    }

    [Fact]
    public void The_timer_gives_the_node_back_when_the_run_died()
    {
        TwoAgents();
        Admit("w1");
        FireTimer("w1");
        Assert.Equal("", cluster.Node("w1", "unschedulable"));
        Assert.Equal("", cluster.Node("w1", "annotations/basecamp.dev_cordoned"));
    }

    [Fact]
    public void The_timer_leaves_a_later_cordon_alone()
    {
        TwoAgents();
        Admit("w1");
        cluster.Write("nodes/w1/annotations/basecamp.dev_cordoned", "9999999999");
        FireTimer("w1");
        Assert.Equal("true", cluster.Node("w1", "unschedulable"));
    }

    void FireTimer(string node)
    {
        var result = server.RunText(server.Read($".sandbox/units/basecamp-uncordon-{node}.timer/program"), "timer", "");
        Assert.True(result.ExitCode == 0, result.Messages);
    }

    [Fact]
    public void A_drain_that_fails_uncordons_and_names_what_blocked_it()
    {
        TwoAgents();
        cluster.Write("blocked-pod", "db-0");
        var result = Admit("w1", expected: 1);
        result.Says("pod shop/db-0 of ReplicaSet/db-0-5d4, held by disruption budget keep-one");
        Assert.Equal(["cordoned w1", "uncordoned w1"], cluster.Events);
        Assert.Equal("", cluster.Node("w1", "annotations/basecamp.dev_cordoned"));
        Assert.False(TimerArmed("w1"));
    }

    [Fact]
    public void A_users_own_cordon_is_kept()
    {
        TwoAgents();
        cluster.Write("nodes/w1/unschedulable", "true");
        Assert.Equal("admitted=cordoned\n", Admit("w1").Output);
        cluster.Write("nodes/w1/version", Newer);
        server.Succeed("node-settle", Inputs.Settle("w1", version: Newer));
        Assert.Equal("true", cluster.Node("w1", "unschedulable"));
        Assert.Equal(["drained w1"], cluster.Events);
    }

    [Fact]
    public void A_users_own_cordon_is_kept_when_the_drain_fails()
    {
        TwoAgents();
        cluster.Write("nodes/w1/unschedulable", "true");
        cluster.Write("blocked-pod", "db-0");
        Admit("w1", expected: 1);
        Assert.Equal("true", cluster.Node("w1", "unschedulable"));
    }

    [Fact]
    public void A_second_agent_waits_for_a_slot_and_gives_up_in_the_end()
    {
        TwoAgents();
        Admit("w1");
        cluster.AddNode("w3", address: "10.0.0.23");
        Admit("w2", expected: 1).Says("no slot for w2");
        Assert.Equal("", cluster.Node("w2", "unschedulable"));
        Assert.Equal("admitted=drained\n", Admit("w2", change: input => input.Set("MAX_UNAVAILABLE", 2)).Output);
    }

    [Fact]
    public void A_retried_upgrade_takes_its_own_mark_over()
    {
        TwoAgents();
        Admit("w1");
        Assert.Equal("admitted=drained\n", Admit("w1").Output);
    }

    [Fact]
    public void A_lone_schedulable_node_is_not_drained()
    {
        cluster.AddNode("w1", address: "10.0.0.21");
        cluster.Write("nodes/cp1/taints", "node-role.kubernetes.io/control-plane=:NoSchedule");
        Assert.Equal("admitted=undrained\n", Admit("w1").Output);
        Assert.Empty(cluster.Events);
    }

    [Fact]
    public void An_equal_version_needs_no_drain()
    {
        TwoAgents();
        Assert.Equal("admitted=unchanged\n", Admit("w1", FakeCluster.Version).Output);
        Assert.Empty(cluster.Events);
    }

    [Fact]
    public void Draining_can_be_switched_off()
    {
        TwoAgents();
        Assert.Equal("admitted=undrained\n", Admit("w1", change: input => input.Set("DRAIN", false)).Output);
        Assert.Empty(cluster.Events);
    }

    [Theory]
    [InlineData("v1.36.3+k3s1", "cannot be downgraded")]
    [InlineData("v1.38.1+k3s1", "skips a minor version")]
    public void Refuses_an_unsupported_version_step_before_anything_is_cordoned(string version, string reason)
    {
        TwoAgents();
        Admit("w1", version, expected: 3).Says(reason);
        Assert.Empty(cluster.Events);
    }

    [Fact]
    public void The_Node_of_a_machine_that_is_gone_makes_way_for_its_reinstallation()
    {
        cluster.AddNode("w1", ready: "Unknown", silentSeconds: 900);
        Assert.Equal("admitted=replaced\n", server.Succeed("node-admit create", Inputs.Admit("w1")).Output);
        Assert.Equal(["cp1"], cluster.Nodes);
        Assert.Equal(["deleted w1", "deleted secret w1.node-password.k3s"], cluster.Events);
    }

    [Fact]
    public void A_machine_that_fell_silent_just_now_gets_time_to_come_back()
    {
        cluster.AddNode("w1", ready: "Unknown", silentSeconds: 60);
        var result = server.Succeed("node-admit create", Inputs.Admit("w1"));
        result.Says("waiting for w1 to come back or to have been gone for 300 s");
        Assert.Equal("admitted=replaced\n", result.Output);
    }

    [Theory]
    [InlineData("True", true)]
    [InlineData("False", true)]
    [InlineData("Unknown", false)]
    public void The_Node_of_a_living_machine_or_a_later_run_stays(string ready, bool first)
    {
        cluster.AddNode("w1", ready: ready, silentSeconds: 900);
        server.Succeed(first ? "node-admit create" : "node-admit update", Inputs.Admit("w1"));
        Assert.Equal(["cp1", "w1"], cluster.Nodes);
    }

    [Fact]
    public void An_orphaned_node_password_goes_before_a_first_join()
    {
        cluster.Write("secrets/w1.node-password.k3s", "hash");
        server.Succeed("node-admit create", Inputs.Admit("w1"));
        Assert.False(File.Exists(Path.Combine(cluster.Root, "secrets", "w1.node-password.k3s")));
    }

    [Fact]
    public void Refuses_a_node_with_the_address_of_another_living_one()
    {
        cluster.AddNode("w1", address: "10.0.0.21");
        server.Expect(3, "node-admit", Inputs.Admit("w9", "10.0.0.21")).Says("10.0.0.21 belongs to the living node w1");
    }
}
