using Basecamp.Tests;

namespace Basecamp.Infra.Tests.Homelab;

/// <summary>What a change of the topology touches.</summary>
public sealed class ChangeTests
{
    [Fact]
    public async Task The_same_topology_changes_nothing()
    {
        var changes = await HomelabRun.Change(Topologies.Ha, Topologies.Ha);
        Assert.True(changes.IsEmpty);
    }

    [Fact]
    public async Task A_label_touches_only_its_node_and_only_the_file_that_restarts_nothing()
    {
        var labelled = Topologies.Ha.WithNode("w2", node => node with { Labels = new Dictionary<string, string> { ["disk"] = "ssd" } });

        var changes = await HomelabRun.Change(Topologies.Ha, labelled);
        var (before, after) = (await HomelabRun.Of(Topologies.Ha), await HomelabRun.Of(labelled));
        var (one, other) = (HostDocument.Of(before.Command("ha-w2-k3s")), HostDocument.Of(after.Command("ha-w2-k3s")));

        Assert.Equal(["ha-w2-k3s", "ha-w2-settle"], changes.Updated);
        Assert.True((changes with { Updated = [] }).IsEmpty);
        Assert.Equal(["/etc/rancher/k3s/config.yaml.d/50-node.yaml"], one.Files.Where(file => other.Files[file.Key] != file.Value).Select(file => file.Key));
    }

    [Fact]
    public async Task A_new_version_takes_a_snapshot_and_then_rolls_every_node_in_place()
    {
        var upgraded = Topologies.Ha with { K3s = Topologies.Ha.K3s with { Version = "v1.36.5+k3s1" } };

        var changes = await HomelabRun.Change(Topologies.Ha, upgraded);
        var stack = await HomelabRun.Of(upgraded);

        Assert.Equal(["ha-snapshot-before-v1.36.5-k3s1"], changes.Created);
        Assert.Equal(["ha-snapshot-before-v1.36.4-k3s1"], changes.Deleted);
        Assert.Empty(changes.Replaced);
        Assert.Equal(
            Topologies.Ha.Nodes.SelectMany(node => new[] { "admit", "k3s", "settle" }.Select(step => $"ha-{node.Name}-{step}")).Order(StringComparer.Ordinal),
            changes.Updated);
        Assert.All(Topologies.Ha.Nodes, node => Assert.True(
            stack.Command($"ha-{node.Name}-admit").RunsAfter(stack.Command("ha-snapshot-before-v1.36.5-k3s1"))));
    }

    [Fact]
    public async Task A_changed_setting_goes_through_the_servers_one_after_another()
    {
        var changed = Topologies.Ha with { K3s = Topologies.Ha.K3s with { Etcd = new() { ElectionTimeout = TimeSpan.FromSeconds(8) } } };

        var changes = await HomelabRun.Change(Topologies.Ha, changed);
        var stack = await HomelabRun.Of(changed);

        Assert.Equal(["ha-cp1-k3s", "ha-cp2-k3s", "ha-cp3-k3s"], changes.Updated);
        Assert.True(stack.Command("ha-cp2-k3s").RunsAfter(stack.Command("ha-cp1-k3s")));
        Assert.True(stack.Command("ha-cp3-k3s").RunsAfter(stack.Command("ha-cp2-k3s")));
    }

    [Fact]
    public async Task A_rotated_ssh_key_reaches_every_command_that_may_run_again()
    {
        var rotated = Topologies.Ha with { Ssh = Topologies.Ha.Ssh! with { PrivateKey = new("another-key") } };
        var stack = await HomelabRun.Of(rotated);
        Assert.All(
            stack.Commands().Where(command => command.Options.IgnoreChanges.IsEmpty),
            command => Assert.Equal("another-key", command.Input("connection.privateKey")));
        Assert.Empty((await HomelabRun.Change(Topologies.Ha, rotated)).Replaced);
    }

    [Fact]
    public async Task A_new_address_replaces_that_machine_only()
    {
        var moved = Topologies.Lab.WithNode("w1", node => node with { Address = "192.168.1.31" });
        var changes = await HomelabRun.Change(Topologies.Lab, moved);
        Assert.Equal(["lab-w1-admit", "lab-w1-host-preflight", "lab-w1-host-prepare", "lab-w1-k3s", "lab-w1-settle"], changes.Replaced);
    }

    [Fact]
    public async Task Removing_a_node_deletes_its_steps_and_nothing_else()
    {
        var changes = await HomelabRun.Change(Topologies.Lab, Topologies.Lab.Without("w2"));
        Assert.Equal(["lab-w2-admit", "lab-w2-host-preflight", "lab-w2-host-prepare", "lab-w2-k3s", "lab-w2-settle"], changes.Deleted);
        Assert.Equal(["lab-cp1-host-prepare", "lab-w1-host-prepare"], changes.Updated);
    }

    [Fact]
    public async Task No_trigger_holds_content_because_a_changed_trigger_runs_the_uninstall()
    {
        var stack = await HomelabRun.Of(Topologies.Ha);
        Assert.All(
            stack.Commands().Where(command => command.Inputs.ContainsKey("triggers")),
            command => Assert.Matches(@"^192\.168\.1\.\d+ generation 1$", (string)command.Input("triggers[0]")!));
    }
}
