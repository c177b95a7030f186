using System.Collections.Immutable;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Network;

/// <summary>Traffic that a namespace allows, as its owner means it; <see cref="PolicyObjects"/> writes it for the cluster's CNI.</summary>
/// <param name="Name">Name of the policy: what it is for, a DNS label.</param>
/// <param name="Direction">Who connects.</param>
/// <param name="Peer">The other side.</param>
/// <param name="Ports">Ports at whoever is connected to; empty for all.</param>
public sealed record NetworkRule(string Name, Direction Direction, Peer Peer, ImmutableArray<WorkloadPort> Ports)
{
    /// <summary>Labels of the pods it applies to. Default all pods of the namespace.</summary>
    public ImmutableSortedDictionary<string, string> Subject { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether it is for Prometheus, and left out where nothing reads metrics.</summary>
    public bool IsForMonitoring { get; init; }

    /// <summary>Pods may use the Kubernetes API.</summary>
    public static NetworkRule ToApiServer { get; } = new("allow-api-server", Direction.Egress, new Peer.ApiServer(), []);

    /// <summary>The API server may call webhooks and aggregated APIs on these TCP ports of the pods.</summary>
    public static NetworkRule FromApiServer(params ReadOnlySpan<int> ports) => new("allow-webhooks", Direction.Ingress, new Peer.ApiServer(), Tcp(ports));

    /// <summary>Prometheus may read metrics from these TCP ports of the pods.</summary>
    public static NetworkRule FromPrometheus(params ReadOnlySpan<int> ports) =>
        new("allow-monitoring", Direction.Ingress, MonitoringPeers.Prometheus, Tcp(ports)) { IsForMonitoring = true };

    /// <summary>Pods may connect to public addresses on these TCP ports.</summary>
    public static NetworkRule ToInternet(params ReadOnlySpan<int> ports) => new("allow-internet", Direction.Egress, new Peer.Internet(), Tcp(ports));

    /// <summary>Pods may connect to the machines on these TCP ports.</summary>
    public static NetworkRule ToNodes(params ReadOnlySpan<int> ports) => new("allow-nodes", Direction.Egress, new Peer.Nodes(), Tcp(ports));

    /// <summary>Pods may connect to addresses outside of the cluster on these TCP ports.</summary>
    /// <param name="name">Name of the policy.</param>
    /// <param name="cidrs">The addresses.</param>
    /// <param name="ports">The ports.</param>
    public static NetworkRule ToNetworks(string name, ImmutableArray<string> cidrs, params ReadOnlySpan<int> ports) =>
        new(name, Direction.Egress, new Peer.Networks(cidrs), Tcp(ports));

    /// <summary>Everyone may connect to these TCP ports of the pods: what a load balancer publishes.</summary>
    public static NetworkRule FromAnyone(string name, params ReadOnlySpan<int> ports) => new(name, Direction.Ingress, new Peer.Anyone(), Tcp(ports));

    /// <summary>Every pod of the cluster may connect to these TCP ports of the pods.</summary>
    public static NetworkRule FromAllPods(string name, params ReadOnlySpan<int> ports) => new(name, Direction.Ingress, new Peer.AllPods(), Tcp(ports));

    /// <summary>Pods may connect to every pod of the cluster, where that pod's namespace agrees.</summary>
    public static NetworkRule ToAllPods(string name, params ReadOnlySpan<int> ports) => new(name, Direction.Egress, new Peer.AllPods(), Tcp(ports));

    static ImmutableArray<WorkloadPort> Tcp(ReadOnlySpan<int> numbers)
    {
        var ports = ImmutableArray.CreateBuilder<WorkloadPort>(numbers.Length);
        foreach (var number in numbers)
            ports.Add(new("", number));
        return ports.MoveToImmutable();
    }
}
