using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.K3d;
using Basecamp.Components.Topology;

namespace Basecamp.Infra.Homelab;

/// <summary>What the homelab tier tells the tiers above of a cluster, besides how to reach it (<see cref="ClusterAccess"/>).</summary>
public static class HomelabExports
{
    // Docker gives its networks addresses from here; a k3d cluster's servers have no fixed ones.
    static readonly ImmutableArray<string> DockerNetworks = ["172.16.0.0/12", "192.168.0.0/16"];

    /// <summary>The facts of a valid topology.</summary>
    public static ClusterFacts FactsOf(HomelabTopology topology) => new()
    {
        Name = topology.Cluster.Name,
        Provider = topology.Provider,
        Cni = topology.Network.Cni,
        ReplacesKubeProxy = topology.Network.ReplacesKubeProxy,
        LoadBalancer = topology.Network.LoadBalancer,
        LoadBalancerPool = [.. topology.Network.LoadBalancerPool],
        Ingress = topology.Network.Ingress,
        PodCidrs = [.. topology.Network.PodCidrs],
        ServiceCidrs = [.. topology.Network.ServiceCidrs],
        Domain = topology.Network.ClusterDomain,
        ApiServerCidrs = topology.Provider == MachineProvider.K3d ? DockerNetworks : [.. topology.Servers.SelectMany(Cidrs)],
        ApiPort = topology.Api.Port,
        K3sVersion = topology.K3s.Version,
        LocalPathIsDefault = !IsDisabled(topology, "local-storage"),
        MeasuresPods = !IsDisabled(topology, "metrics-server"),
        ResolvesNames = !IsDisabled(topology, "coredns"),
        Etcd = topology.K3s.Datastore is null && topology.K3d is not { Servers: 1 }
            ? new(topology.K3s.Etcd.ExposeMetrics, topology.Snapshots.Enabled, topology.Snapshots.Enabled && topology.Snapshots.S3 is not null)
            : null,
        Nodes = topology.Provider == MachineProvider.K3d
            ? [.. K3dNodes.Names(topology).Select((name, index) =>
                new NodeFacts(name, index < topology.K3d!.Servers ? NodeRole.Server : NodeRole.Agent, null, null, []))]
            : [.. topology.Nodes.Select(node => new NodeFacts(node.Name, node.Role, node.Cpus, node.MemoryMiB, [.. Cidrs(node)])
                {
                    HasDataDisk = node.DataDisk is not null,
                    Taints = [.. node.Taints ?? []],
                    Labels = node.Labels.Count == 0 ? null : node.Labels.ToImmutableSortedDictionary(StringComparer.Ordinal),
                    IsOpenServer = node is { Role: NodeRole.Server, Taints.Count: 0 } && topology.Agents.Any(),
                })],
    };

    // K3s takes a list, and commas inside an entry.
    static bool IsDisabled(HomelabTopology topology, string addOn) =>
        topology.K3s.ServerConfig.TryGetValue("disable", out var disabled)
        && (disabled as IEnumerable<object> ?? [disabled]).OfType<string>().SelectMany(entry => entry.Split(',')).Any(entry => entry.Trim() == addOn);

    static IEnumerable<string> Cidrs(NodeSpec node)
    {
        foreach (var address in new[] { node.Address, node.SecondAddress })
            if (address is not null)
                yield return $"{address}/{(address.Contains(':', StringComparison.Ordinal) ? 128 : 32)}";
    }
}
