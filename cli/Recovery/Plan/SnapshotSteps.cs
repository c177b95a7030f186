using System.Globalization;
using Basecamp.Cli.Recovery.Check;
using Basecamp.Components.Durability;
using Basecamp.Components.Topology;

namespace Basecamp.Cli.Recovery.Plan;

/// <summary>The disks live: the datastore comes back from a snapshot.</summary>
static class SnapshotSteps
{
    /// <summary>The steps.</summary>
    public static IEnumerable<PlanStep> Of(RecoverableStack stack, IReadOnlyCollection<string> alive, DisasterCheck check)
    {
        var topology = stack.Topology;
        var dead = topology.Nodes.Where(node => !alive.Contains(node.Name) && !node.Lost).ToList();
        if (dead.Count > 0)
            yield return new(
                $"Power off {RecoveryPlan.Join(dead.Select(node => node.Name))}",
                $"They must not come back by themselves{(topology.Api.VirtualIp is { } ip ? $": two clusters must never answer on {ip}" : "")}.");
        yield return Choose(stack, alive, check);
        var commands = dead.Select(node => stack.Set($"basecamp:homelab.nodes[{IndexOf(topology, node)}].lost", "true")).ToList();
        if (commands.Count > 0)
            yield return new(
                "Say in the stack file which machines are gone", "Nothing is run on a machine that is lost. A server that takes its place comes later: docs/runbooks/replace-node.md.", [.. commands]);
        yield return new(
            "Look at it, then restore",
            "Stops K3s on all servers, resets one from the snapshot, empties the others, which join it; then the platform's operators are restarted.",
            $"./basecamp preview --stack {stack.Name}", $"pulumi up --stack {stack.Name}")
        {
            DoneWhen = "kubectl get nodes shows every living machine as Ready",
        };
        yield return new(
            "Check storage, then databases, then apps", "Volumes attach again by themselves within some minutes.",
            "kubectl get volumeattachments", "kubectl get clusters.postgresql.cnpg.io -A", "kubectl get pods -A --field-selector status.phase!=Running,status.phase!=Succeeded");
    }

    static PlanStep Choose(RecoverableStack stack, IReadOnlyCollection<string> alive, DisasterCheck check)
    {
        var id = check.Now.ToString("yyyy-MM-dd-HHmm", CultureInfo.InvariantCulture);
        var found = check.States.SelectMany(state => state.Copies).FirstOrDefault(copy => copy.Copy.Format == CopyFormat.EtcdSnapshots && copy.Found?.Name is not null);
        var server = stack.Topology.Servers.Where(node => alive.Contains(node.Name)).Select(node => node.Name).FirstOrDefault();
        List<string> commands = [stack.Set("basecamp:homelab.restore.id", id)];
        if (server is not null)
            commands.Add(stack.Set("basecamp:homelab.restore.server", server));
        if (found is { Found: { Name: { } name, RestorableTo: { } moment } })
            return new(
                "Choose the snapshot",
                $"The newest whole one in the bucket is {Ages.Text(check.Now - moment)} old: what was written to the datastore since is lost. One on a server's own disk may be newer.",
                [.. commands, stack.Set("basecamp:homelab.restore.snapshot", name), stack.Set("basecamp:homelab.restore.fromS3", "true")]);
        var directory = $"{stack.Topology.K3s.DataDirectory}/server/db/snapshots";
        return new(
            "Choose the snapshot", $"Take the newest one that is not empty, on {server}. What was written to the datastore since is lost.",
            [$"ssh {(stack.Topology.Ssh is { } ssh ? $"{ssh.User}@" : "")}{AddressOf(stack.Topology, server!)} sudo ls -lt {directory}", .. commands, stack.Set("basecamp:homelab.restore.snapshot", $"{directory}/FILE")]);
    }

    static string AddressOf(HomelabTopology topology, string name)
    {
        var node = topology.Nodes.First(each => each.Name == name);
        return node.SshHost ?? node.Address;
    }

    static int IndexOf(HomelabTopology topology, NodeSpec node) => topology.Nodes.ToList().IndexOf(node);
}
