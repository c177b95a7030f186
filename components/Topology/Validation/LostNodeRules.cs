using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>
/// Nodes that are gone for good may be dropped only while etcd still has a majority; else only a restore brings the cluster back.
/// </summary>
static class LostNodeRules
{
    const string Runbook = "docs/runbooks/rebuild.md";

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var servers = topology.Servers.ToArray();
        var lost = servers.Count(server => server.Lost);
        if (lost == 0)
            return;
        if (lost == servers.Length)
        {
            problems.Add("nodes", $"marks {(lost == 1 ? "the only server" : $"all {lost} servers")} as lost, so none is left that a snapshot could be "
                + "restored on. Choose one that is to run K3s again: remove its `lost`, write its new machine's `address` and `hostKey`, raise its "
                + $"`generation`, and set `restore`. Every step: {Runbook}, New machines.");
        }
        else if (topology.K3s.Datastore is null && topology.Restore is null && lost * 2 >= servers.Length)
        {
            problems.Add("nodes", $"marks {lost} of {servers.Length} servers as lost, but etcd needs {servers.Length / 2 + 1} of them to "
                + "agree on anything, "
                + $"also on dropping a member. Restore from a snapshot: set `restore` and follow {Runbook}.");
        }
    }
}
