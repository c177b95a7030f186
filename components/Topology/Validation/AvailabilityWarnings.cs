using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Choices that cost availability.</summary>
static class AvailabilityWarnings
{
    // etcd's own advice: more members make every write slower and survive hardly more.
    const int MostServers = 7;

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var servers = topology.Servers.Count();
        if (topology.Api.VirtualIp is not null && servers == 1)
            problems.Add("api.virtualIp", "has one server to live on, so it adds a moving part and no availability. It pays with three "
                + "servers.");
        if (servers > 1 && topology.Api is { VirtualIp: null, DnsName: null })
        {
            problems.Add("api", $"has neither `virtualIp` nor `dnsName`, so the kubeconfig points at {topology.Servers.First().Name} and "
                + "stops working with it. "
                + "The cluster itself does not.");
        }
        if (topology.K3s.Datastore is null && servers > MostServers)
            problems.Add("nodes", $"has {servers} servers; above {MostServers}, etcd gets slower and hardly safer. Make the others "
                + "agents.");

        var agents = topology.Agents.Count();
        if (agents > 1 && topology.Upgrade.MaxUnavailableAgents >= agents)
        {
            problems.Add("upgrade.maxUnavailableAgents", $"is {topology.Upgrade.MaxUnavailableAgents}, and there are {agents} agents: "
                + "an upgrade takes all of them out of service at the same time.");
        }
        if (topology.Nodes.Count > 0 && topology.Nodes.All(node => node.Taints?.Any(TaintRules.KeepsPodsAway) == true))
            problems.Add("nodes", "are all tainted NoSchedule or NoExecute, so pods without tolerations have nowhere to run.");
    }
}
