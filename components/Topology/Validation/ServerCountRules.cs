using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>How many servers a datastore works with.</summary>
static class ServerCountRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        if (topology.Provider == MachineProvider.K3d || topology.Nodes.Count == 0)
            return;
        var servers = topology.Servers.Count();
        var living = topology.Servers.Count(server => !server.Lost);
        if (servers == 0)
        {
            problems.Add("nodes", $"lists {topology.Nodes.Count} agents and no server, so there is no cluster to join. Give one of them "
                + "`role: server`.");
        }
        // With a lost server and its replacement both declared, the living ones decide.
        else if (topology.K3s.Datastore is null && IsEven(servers) && IsEven(living))
            problems.Add("nodes", $"{WhyEven(servers)}, or an external `k3s.datastore`.");
    }

    /// <summary>The finding for an even number of etcd members, without a full stop.</summary>
    public static string WhyEven(int servers) =>
        $"has {servers} servers, but embedded etcd needs an odd number: {servers} survive the loss of {(servers - 1) / 2}, as "
            + $"{servers - 1} do, "
        + $"and one more can fail. Use {servers - 1} or {servers + 1}";

    static bool IsEven(int number) => number % 2 == 0;
}
