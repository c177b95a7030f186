using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>What may happen to nodes from one run to the next.</summary>
static class NodeChange
{
    const string Runbook = "docs/runbooks/rebuild.md";

    public static void Check(HomelabTopology current, HomelabTopology next, Problems problems)
    {
        var before = current.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        foreach (var (index, node) in next.Nodes.Index())
        {
            if (before.TryGetValue(node.Name, out var old))
                CheckSameNode(old, node, next.K3s.Datastore is null, problems.At($"nodes[{index}]"));
        }
        if (next.K3s.Datastore is null && current.Servers.Any())
            CheckServersKept(current, next, problems);
    }

    static void CheckSameNode(NodeSpec old, NodeSpec node, bool hasEtcd, Problems at)
    {
        if (node.Generation < old.Generation)
            at.Add("generation", $"falls from {old.Generation} to {node.Generation}, but only ever rises. Set it back.");
        if (node.Generation != old.Generation)
            return;
        if (node.Role != old.Role)
        {
            at.Add("role", $"changes from {ConfigurationNames.Of(old.Role)} to {ConfigurationNames.Of(node.Role)}, but {node.Name} keeps "
                + "the role it joined "
                + "with. Raise its `generation` to have it leave and join anew, or add a node under another name.");
        }
        if (hasEtcd && node.Role == NodeRole.Server && node.Address != old.Address)
        {
            at.Add("address", $"changes from {old.Address} to {node.Address}, but etcd knows {node.Name} by its address. "
                + "Raise its `generation` to have it leave and join anew.");
        }
    }

    /// <summary>
    /// Servers that leave healthy do so one by one; those whose data is gone count as failed, and a majority must be left to agree.
    /// </summary>
    static void CheckServersKept(HomelabTopology current, HomelabTopology next, Problems problems)
    {
        if (next.Restore is { } restore && restore.Id != current.Restore?.Id)
            return;
        var servers = current.Servers.ToArray();
        var after = next.Servers.ToDictionary(server => server.Name, StringComparer.Ordinal);
        var kept = servers.Count(server => after.TryGetValue(server.Name, out var same) && IsKept(server, same));
        var emptied = servers.Count(server => after.TryGetValue(server.Name, out var same) && !IsKept(server, same));
        if (kept == 0)
        {
            problems.Add("nodes", $"keeps none of the {servers.Length} servers, so no server is left to hand over the cluster's data. "
                + "Replace them in several "
                + $"runs, or restore from a snapshot: set `restore` and follow {Runbook}.");
        }
        else if (emptied * 2 >= servers.Length)
        {
            problems.Add("nodes", $"gives up the data of {emptied} of {servers.Length} servers (`lost`, or a raised `generation`), but "
                + "etcd needs "
                + $"{servers.Length / 2 + 1} of them to agree on anything. Do one server per run, or restore from a snapshot: set "
                + $"`restore` and follow {Runbook}.");
        }
    }

    static bool IsKept(NodeSpec old, NodeSpec node) => !node.Lost && node.Generation == old.Generation;
}
