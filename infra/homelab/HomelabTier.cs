using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Hosts;
using Basecamp.Components.K3d;
using Basecamp.Components.K3s;
using Basecamp.Components.Topology;
using Basecamp.Components.Vagrant;
using Pulumi;

namespace Basecamp.Infra.Homelab;

/// <summary>Tier 1: from machines to a cluster that can be reached.</summary>
public sealed class HomelabTier : ComponentResource
{
    /// <summary>What the tiers above need.</summary>
    public ClusterAccess Access { get; }

    /// <summary>Brings the declared machines and their cluster about.</summary>
    public HomelabTier(string name, HomelabTierArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:HomelabTier", name, args, options)
    {
        Access = args.Topology.Provider switch
        {
            MachineProvider.K3d => OnK3d(args.Topology),
            MachineProvider.Vagrant => OnVagrant(args.Topology),
            _ => OnMachines(args.Topology, args.Topology.Nodes.ToDictionary(node => node.Name, node => HostConnection.To(node, args.Topology.Ssh!)), []),
        };
        RegisterOutputs();
    }

    ClusterAccess OnK3d(HomelabTopology topology)
    {
        var cluster = new K3dCluster(topology.Cluster.Name, new() { Topology = topology }, Child());
        return new()
        {
            Kubeconfig = cluster.Kubeconfig,
            ApiEndpoint = cluster.ApiEndpoint,
            ServerUrls = cluster.ApiEndpoint.Apply(url => ImmutableArray.Create(url)),
            NodeNames = Output.Create(K3dNodes.Names(topology).ToImmutableArray()),
            ClusterIdentifier = Output.Create(ClusterPlan.For(topology).Identifier),
            ServerToken = Output.CreateSecret(""),
        };
    }

    ClusterAccess OnVagrant(HomelabTopology topology)
    {
        var lab = new VagrantLab($"{topology.Cluster.Name}-vagrant", new() { Topology = topology }, Child());
        return OnMachines(topology, lab.Connections(), [lab]);
    }

    ClusterAccess OnMachines(HomelabTopology topology, IReadOnlyDictionary<string, HostConnection> connections, IReadOnlyList<Resource> after)
    {
        var plan = ClusterPlan.For(topology);
        var prepared = topology.Nodes.ToDictionary(node => node.Name, Resource (node) => Prepare(plan.PlanOf(node), connections[node.Name], after));
        var cluster = new K3sCluster(topology.Cluster.Name, new() { Plan = plan, Connections = connections, Prepared = prepared }, Child());
        return new()
        {
            Kubeconfig = cluster.Kubeconfig,
            ApiEndpoint = cluster.ApiEndpoint,
            ServerUrls = Output.Create(plan.ServerUrls.ToImmutableArray()),
            NodeNames = Output.Create(topology.Nodes.Select(node => node.Name).ToImmutableArray()),
            ClusterIdentifier = Output.Create(plan.Identifier),
            ServerToken = cluster.ServerToken,
        };
    }

    HostPreparation Prepare(NodePlan plan, HostConnection connection, IReadOnlyList<Resource> after) => new(
        $"{plan.Cluster.Topology.Cluster.Name}-{plan.Node.Name}-host",
        new() { Plan = plan, Connection = connection, After = after },
        Child());

    ComponentResourceOptions Child() => new() { Parent = this };
}

/// <summary>Arguments of <see cref="HomelabTier"/>.</summary>
public sealed class HomelabTierArgs : ResourceArgs
{
    /// <summary>A valid topology.</summary>
    public required HomelabTopology Topology { get; init; }
}
