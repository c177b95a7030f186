using Basecamp.Testing;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests.Homelab;

/// <summary>Who founds, who joins, in which order, and that no machine is special. Proves what is asked for, not that K3s does it.</summary>
public sealed class MembershipTests
{
    [Fact]
    public async Task Only_the_founding_step_may_found_and_it_runs_once_in_the_clusters_life()
    {
        var stack = await HomelabRun.Of(Topologies.Ha);

        var founders = stack.Commands().Where(command => HostDocument.Of(command).Variables.GetValueOrDefault("FOUND") == "true").ToList();

        Assert.Equal(["ha-founding-1"], founders.Select(founder => founder.Name));
        Assert.Equal(
            ["addPreviousOutputInEnv", "connection", "create", "delete", "environment", "logging", "stdin", "triggers", "update"],
            founders[0].Options.IgnoreChanges.Order(StringComparer.Ordinal));
        Assert.False(founders[0].Inputs.ContainsKey("delete"));
    }

    [Theory]
    [InlineData("cp1")]
    [InlineData("cp2")]
    [InlineData("cp3")]
    public async Task Replacing_any_server_touches_neither_founding_nor_another_nodes_membership(string name)
    {
        var changes = await HomelabRun.Change(Topologies.Ha, Topologies.Ha.WithNode(name, node => node with { Generation = 2 }));

        Assert.Equal(
            [$"ha-{name}-admit", $"ha-{name}-host-preflight", $"ha-{name}-host-prepare", $"ha-{name}-k3s", $"ha-{name}-settle"],
            changes.Replaced);
        Assert.Empty(changes.Updated);
        Assert.Empty(changes.Created);
        Assert.Empty(changes.Deleted);
    }

    [Fact]
    public async Task A_new_first_server_in_the_list_joins_the_living_cluster()
    {
        var grown = Topologies.Ha with { Nodes = [Topologies.Server("cp0", 9), .. Topologies.Ha.Without("cp1").Nodes] };
        var stack = await HomelabRun.Of(grown);

        var document = HostDocument.Of(stack.Command("ha-cp0-k3s"));

        Assert.Equal("false", document["FOUND"]);
        Assert.Equal("https://192.168.1.12:6443 https://192.168.1.13:6443", document["PEERS"]);
        Assert.DoesNotContain("ha-founding-1", (await HomelabRun.Change(Topologies.Ha, grown)).Updated);
    }

    [Fact]
    public async Task Only_a_raised_generation_founds_again()
    {
        var again = Topologies.Ha with { Cluster = Topologies.Ha.Cluster with { Generation = 2 } };
        var changes = await HomelabRun.Change(Topologies.Ha, again);
        Assert.Equal(["ha-founding-2"], changes.Created);
        Assert.Equal(["ha-founding-1"], changes.Deleted);
    }

    [Fact]
    public async Task Servers_join_one_after_another_each_after_the_cluster_accepted_the_one_before()
    {
        var stack = await HomelabRun.Of(Topologies.Ha);

        Assert.True(stack.Command("ha-cp1-admit").RunsAfter(stack.Command("ha-founding-1")));
        Assert.True(stack.Command("ha-cp2-admit").RunsAfter(stack.Command("ha-cp1-settle")));
        Assert.True(stack.Command("ha-cp3-admit").RunsAfter(stack.Command("ha-cp2-settle")));
    }

    [Fact]
    public async Task Agents_join_after_all_servers_and_side_by_side()
    {
        var stack = await HomelabRun.Of(Topologies.Ha);
        string[] agents = ["w1", "w2", "w3"];

        foreach (var agent in agents)
        {
            var admit = stack.Command($"ha-{agent}-admit");
            Assert.True(admit.RunsAfter(stack.Command("ha-cp3-settle")));
            Assert.All(agents.Where(other => other != agent), other => Assert.False(admit.RunsAfter(stack.Command($"ha-{other}-k3s"))));
        }
    }

    [Fact]
    public async Task One_unprepared_agent_stops_nobody_else()
    {
        var stack = await HomelabRun.Of(Topologies.Ha);
        var preparation = stack.Command("ha-w2-host-preflight");

        Assert.Equal(
            ["ha-w2-admit", "ha-w2-k3s", "ha-w2-settle"],
            stack.Commands().Where(command => command.RunsAfter(preparation)).Select(command => command.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_node_is_admitted_then_installed_then_settled_and_removed_the_other_way_round()
    {
        var stack = await HomelabRun.Of(Topologies.Ha);
        var (admit, k3s, settle) = (stack.Command("ha-cp2-admit"), stack.Command("ha-cp2-k3s"), stack.Command("ha-cp2-settle"));

        Assert.True(k3s.RunsAfter(admit));
        Assert.True(settle.RunsAfter(k3s));
        // A property ties them, not only an order: otherwise a replacement would forget the node before it drains it.
        Assert.Contains(admit, k3s.DataDependencies);
        Assert.Contains(k3s, settle.DataDependencies);
        Assert.All(new[] { admit, k3s, settle }, step => Assert.True(step.Options.DeleteBeforeReplace));
        Assert.EndsWith(" create", (string)admit.Inputs["create"], StringComparison.Ordinal);
        Assert.EndsWith(" update", (string)admit.Inputs["update"], StringComparison.Ordinal);
        Assert.Contains("basecamp-node-forget", (string)admit.Inputs["delete"], StringComparison.Ordinal);
        Assert.Contains("basecamp-node-uninstall", (string)k3s.Inputs["delete"], StringComparison.Ordinal);
        Assert.Contains("basecamp-node-drain", (string)settle.Inputs["delete"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_nodes_step_depends_on_a_property_of_another_node()
    {
        var stack = await HomelabRun.Of(Topologies.Ha);

        foreach (var node in Topologies.Ha.Nodes)
            foreach (var step in new[] { "admit", "k3s", "settle" })
                Assert.All(
                    stack.Command($"ha-{node.Name}-{step}").DataDependencies.Where(dependency => dependency.Type == HomelabRun.RemoteCommand),
                    dependency => Assert.StartsWith($"ha-{node.Name}-", dependency.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commands_about_a_node_run_on_another_server_and_host_work_on_the_node()
    {
        var stack = await HomelabRun.Of(Topologies.Ha);

        Assert.Equal("192.168.1.12", stack.Command("ha-cp1-admit").Input("connection.host"));
        Assert.Equal("192.168.1.11", stack.Command("ha-cp1-k3s").Input("connection.host"));
        Assert.Equal("192.168.1.12", stack.Command("ha-cp1-settle").Input("connection.host"));
        Assert.Equal("192.168.1.11", stack.Command("ha-w1-admit").Input("connection.host"));
        Assert.Equal("192.168.1.21", stack.Command("ha-w1-k3s").Input("connection.host"));
    }

    [Fact]
    public async Task A_lone_server_founds_and_keeps_its_cluster()
    {
        var stack = await HomelabRun.Of(Topologies.Single);
        Assert.Equal(("true", ""), (HostDocument.Of(stack.Command("solo-founding-1"))["FOUND"], HostDocument.Of(stack.Command("solo-founding-1"))["PEERS"]));
        Assert.Equal("192.168.1.11", stack.Command("solo-cp1-settle").Input("connection.host"));
    }

    [Fact]
    public async Task With_an_external_datastore_nothing_is_founded_and_no_snapshot_taken()
    {
        var stack = await HomelabRun.Of(Topologies.Lab with { K3s = Topologies.Lab.K3s with { Datastore = new() { Endpoint = new("postgres://k3s:pw@db/k3s") } } });

        Assert.DoesNotContain(stack.Commands(), command => command.Name.Contains("founding", StringComparison.Ordinal) || command.Name.Contains("snapshot", StringComparison.Ordinal));
        Assert.Equal("external", HostDocument.Of(stack.Command("lab-cp1-k3s"))["DATASTORE"]);
    }

    [Fact]
    public async Task Nothing_more_is_run_on_a_lost_machine_and_its_peers_still_forget_it()
    {
        var stack = await HomelabRun.Of(Topologies.Ha.WithNode("cp1", node => node with { Lost = true }));

        foreach (var step in new[] { "host-prepare", "host-preflight", "k3s" })
        {
            var options = stack.Command($"ha-cp1-{step}").Options;
            Assert.True(options.RetainOnDelete);
            Assert.Contains("stdin", options.IgnoreChanges);
        }
        foreach (var step in new[] { "admit", "settle" })
        {
            var command = stack.Command($"ha-cp1-{step}");
            Assert.False(command.Options.RetainOnDelete);
            Assert.True(command.Inputs.ContainsKey("delete"));
        }
        Assert.DoesNotContain(
            stack.Commands().Where(command => command.Options.IgnoreChanges.IsEmpty),
            command => Equals(command.Input("connection.host"), "192.168.1.11"));
    }

    [Fact]
    public async Task Adding_an_agent_restarts_nobody()
    {
        var grown = Topologies.Lab with { Nodes = [.. Topologies.Lab.Nodes, Topologies.Agent("w3", 23)] };
        var (before, after) = (await HomelabRun.Of(Topologies.Lab), await HomelabRun.Of(grown));

        // The firewalls learn the new address; K3s' own files stay as they are.
        Assert.Equal(
            ["lab-cp1-host-prepare", "lab-w1-host-prepare", "lab-w2-host-prepare"],
            StackChanges.Between(before, after).Updated);
    }

    [Fact]
    public async Task Adding_servers_changes_no_file_that_restarts_k3s()
    {
        var (before, after) = (await HomelabRun.Of(Topologies.Ha.Without("cp3").Without("cp2")), await HomelabRun.Of(Topologies.Ha));
        var (one, other) = (HostDocument.Of(before.Command("ha-cp1-k3s")), HostDocument.Of(after.Command("ha-cp1-k3s")));

        // The bucket holds the snapshots of all servers, so its retention grows with them: the one file that may differ.
        Assert.Equal(
            ["/etc/rancher/k3s/config.yaml.d/20-snapshot-upload.yaml"],
            one.Files.Where(file => other.Files[file.Key] != file.Value).Select(file => file.Key));
        Assert.NotEqual(one["PEERS"], other["PEERS"]);
    }
}
