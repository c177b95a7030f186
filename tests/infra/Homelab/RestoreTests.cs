using Basecamp.Components.Topology;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests.Homelab;

/// <summary>The order of an etcd restore. That the scripts do it is proven in tests/components/K3s/Scripts.</summary>
public sealed class RestoreTests
{
    const string Snapshot = "/var/lib/rancher/k3s/server/db/snapshots/etcd-snapshot-cp2-1763640000.zip";

    static HomelabTopology Restoring(HomelabTopology topology, string server) =>
        topology with { Restore = new() { Id = "r1", Snapshot = Snapshot, Server = server } };

    [Fact]
    public async Task Three_servers_stop_one_is_reset_the_others_are_emptied_and_then_join_it()
    {
        var stack = await HomelabRun.Of(Restoring(Topologies.Ha, "cp2"));

        var stops = new[] { "cp1", "cp2", "cp3" }.Select(server => stack.Command($"ha-restore-r1-{server}-stop")).ToList();
        var install = stack.Command("ha-restore-r1-cp2-install");
        var reset = stack.Command("ha-restore-r1-cp2-reset");
        var wipes = new[] { "cp1", "cp3" }.Select(server => stack.Command($"ha-restore-r1-{server}-wipe")).ToList();
        var clean = stack.Command("ha-restore-r1-cp2-clean");

        Assert.All(stops, stop => Assert.True(install.RunsAfter(stop)));
        Assert.True(reset.RunsAfter(install));
        Assert.All(wipes, wipe => Assert.True(wipe.RunsAfter(reset)));
        Assert.All(wipes, wipe => Assert.True(clean.RunsAfter(wipe)));
        Assert.True(stack.Command("ha-founding-1").RunsAfter(clean));
        Assert.True(stack.Command("ha-cp1-k3s").RunsAfter(clean));
        Assert.Equal(8, stack.Commands().Count(command => command.Name.StartsWith("ha-restore-r1-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_server_is_stopped_reset_and_cleaned()
    {
        var stack = await HomelabRun.Of(Restoring(Topologies.Lab, "cp1"));
        Assert.Equal(
            ["lab-restore-r1-cp1-clean", "lab-restore-r1-cp1-install", "lab-restore-r1-cp1-reset", "lab-restore-r1-cp1-stop"],
            stack.Commands().Select(command => command.Name).Where(name => name.StartsWith("lab-restore-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_reset_gets_the_snapshot_and_the_token_it_was_taken_under()
    {
        var topology = Restoring(Topologies.Lab, "cp1") with { K3s = Topologies.Lab.K3s with { Token = new("old-server-token") } };
        var reset = (await HomelabRun.Of(topology)).Command("lab-restore-r1-cp1-reset");
        var document = HostDocument.Of(reset);

        Assert.Equal((Snapshot, "false", "old-server-token"), (document["SNAPSHOT"], document["FROM_S3"], document["TOKEN"]));
        Assert.True(reset.IsSecret("stdin"));
    }

    [Fact]
    public async Task Installing_for_a_restore_does_not_start_k3s()
    {
        var stack = await HomelabRun.Of(Restoring(Topologies.Lab, "cp1"));
        Assert.Equal(("false", "false"), (HostDocument.Of(stack.Command("lab-restore-r1-cp1-install"))["START"], HostDocument.Of(stack.Command("lab-restore-r1-cp1-install"))["FOUND"]));
    }

    [Fact]
    public async Task Every_node_runs_again_so_that_stopped_servers_join()
    {
        var changes = await HomelabRun.Change(Topologies.Ha, Restoring(Topologies.Ha, "cp1"));
        Assert.Equal(Topologies.Ha.Nodes.Select(node => $"ha-{node.Name}-k3s").Order(StringComparer.Ordinal), changes.Updated);
        Assert.Empty(changes.Replaced);
    }

    [Fact]
    public async Task A_restore_runs_once_and_taking_it_out_of_the_file_runs_nothing_on_delete()
    {
        var stack = await HomelabRun.Of(Restoring(Topologies.Ha, "cp1"));
        Assert.All(stack.Commands().Where(command => command.Name.StartsWith("ha-restore-r1-", StringComparison.Ordinal)), step =>
        {
            Assert.Contains("stdin", step.Options.IgnoreChanges);
            Assert.False(step.Inputs.ContainsKey("delete"));
        });
    }

    [Fact]
    public async Task Without_a_restore_there_is_no_step_of_one() =>
        Assert.DoesNotContain((await HomelabRun.Of(Topologies.Ha)).Commands(), command => command.Name.Contains("restore", StringComparison.Ordinal));
}
