using System.Collections.Immutable;
using Basecamp.Cli.Recovery.Check;
using Basecamp.Components.Clusters;
using Basecamp.Components.Topology;

namespace Basecamp.Cli.Recovery.Plan;

/// <summary>How a cluster is brought back, step by step.</summary>
/// <param name="Mode">The way.</param>
/// <param name="Because">Why this way.</param>
/// <param name="Steps">The steps, in this order.</param>
/// <param name="Check">What is lost, and what comes back as of when.</param>
sealed record RecoveryPlan(RecoveryMode Mode, string Because, ImmutableArray<PlanStep> Steps, DisasterCheck Check)
{
    /// <summary>Decides the way and lists the steps.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="alive">Machines whose disks live.</param>
    /// <param name="check">What there is to bring back.</param>
    public static RecoveryPlan Of(RecoverableStack stack, IReadOnlyCollection<string> alive, DisasterCheck check)
    {
        var (servers, workers) = (NamesOf(stack.Topology.Servers), WorkersOf(stack.Topology));
        if (servers.Any(alive.Contains))
            return new(RecoveryMode.Snapshot, $"the disk of {Join(servers.Where(alive.Contains))} lives, so the datastore is restored from a snapshot and volumes stay where they are",
                [.. SnapshotSteps.Of(stack, alive, check)], check);
        if (workers.All(alive.Contains) && check.States.SelectMany(state => state.Copies).Any(copy => copy.Found?.Name is not null && copy.Copy.Format == Components.Durability.CopyFormat.EtcdSnapshots))
            return new(RecoveryMode.Snapshot, "every machine that holds volumes lives, and there is a snapshot of the datastore outside of the servers",
                [.. SnapshotSteps.Of(stack, alive, check)], check);
        return new(RecoveryMode.NewCluster,
            alive.Count == 0
                ? "no machine was said to live (--alive), and a snapshot of the datastore would bring back volumes that no longer exist"
                : $"no server's disk lives, and {(workers.All(alive.Contains) ? "no snapshot was found in a bucket" : $"volumes on {Join(workers.Where(worker => !alive.Contains(worker)))} are gone")}",
            [.. NewClusterSteps.Of(stack, check)], check);
    }

    // Volumes are where ordinary pods run.
    static List<string> WorkersOf(HomelabTopology topology) => NamesOf(topology.Nodes.Any(node => node.Role == NodeRole.Agent) ? topology.Nodes.Where(node => node.Role == NodeRole.Agent) : topology.Nodes);

    static List<string> NamesOf(IEnumerable<NodeSpec> nodes) => [.. nodes.Select(node => node.Name)];

    internal static string Join(IEnumerable<string> names) => string.Join(", ", names);
}
