using System.Net;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Manifests.Addresses;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Addresses that are probably in the wrong network. The nodes' prefix length is not known, so these are not errors.</summary>
static class NetworkWarnings
{
    const int UsualPrefix = 24;

    static readonly AddressRange[] NotRouted =
    [
        .. AddressRange.PrivateIPv4, AddressRange.Known("100.64.0.0/10"), AddressRange.Known("198.18.0.0/15"), AddressRange.Known("fc00::/7"),
    ];

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var plan = AddressPlan.Of(topology);
        var servers = topology.Servers.Select(server => IpText.ParseOrNull(server.Address)).OfType<IPAddress>().ToArray();
        if (plan.VirtualIp is { } virtualIp && IsElsewhere(virtualIp, servers))
        {
            problems.Add("api.virtualIp", $"is {virtualIp.Range}, outside the /{UsualPrefix} of every server. kube-vip announces it by "
                + "ARP, so it only works "
                + "inside the servers' subnet.");
        }
        var nodes = plan.Nodes.Select(node => node.Range.First).ToArray();
        foreach (var pool in plan.Pool.Where(pool => IsElsewhere(pool, nodes)))
        {
            problems.Add(pool.Path, $"is {pool.Range}, outside the /{UsualPrefix} of every node. Addresses are announced by ARP, so they "
                + "only work inside the "
                + "nodes' subnet, unless your router sends them there.");
        }
        foreach (var claimed in plan.Pods.Concat(plan.Services).Where(claimed => !NotRouted.Any(range => range.Overlaps(claimed.Range))))
            problems.Add(claimed.Path, $"is {claimed.Range}, public addresses: pods cannot reach their real owners. Use a private range.");

        if (topology.Network is { LoadBalancer: LoadBalancerChoice.None, Ingress: not IngressChoice.None })
            problems.Add("network.loadBalancer", "is `none`, so the ingress controller's Service gets no address until something else "
                + "gives it one.");
        if (topology.K3d is { Ports.Count: > 0 } && topology.Network.LoadBalancer is not LoadBalancerChoice.Servicelb)
            problems.Add("k3d.ports", "are forwarded to the nodes' ports, which only `network.loadBalancer: servicelb` opens. They will "
                + "reach nothing.");
    }

    static bool IsElsewhere(ClaimedRange claimed, IReadOnlyCollection<IPAddress> machines)
    {
        var subnets = machines.Where(machine => !machine.IsIPv6()).Select(machine => AddressRange.Around(machine, UsualPrefix)).ToArray();
        return !claimed.Range.IsIPv6 && subnets.Length > 0 && !subnets.Any(claimed.Range.Overlaps);
    }
}
