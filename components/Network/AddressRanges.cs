using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Manifests.Addresses;

namespace Basecamp.Components.Network;

/// <summary>CIDRs that stand for peers without labels.</summary>
static class AddressRanges
{
    public static readonly ImmutableArray<string> Everything = ["0.0.0.0/0", "::/0"];

    // Private (RFC 1918), shared (RFC 6598), loopback, link-local with the clouds' metadata service, multicast; and their IPv6 counterparts.
    static readonly ImmutableArray<string> NotPublic4 =
        ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/4"];

    static readonly ImmutableArray<string> NotPublic6 = ["::1/128", "fc00::/7", "fe80::/10", "ff00::/8"];

    /// <summary>Public addresses: a range of each family and what is taken out of it.</summary>
    public static IEnumerable<(string Cidr, ImmutableArray<string> Except)> Public(ClusterFacts cluster)
    {
        var inside = cluster.PodCidrs.Concat(cluster.ServiceCidrs).Concat(cluster.Nodes.SelectMany(node => node.Cidrs)).ToList();
        yield return ("0.0.0.0/0", [.. NotPublic4, .. inside.Where(cidr => !IsV6(cidr)).Where(OutsideOfPrivate)]);
        yield return ("::/0", [.. NotPublic6, .. inside.Where(IsV6).Where(OutsideOfPrivate)]);
    }

    static bool IsV6(string cidr) => cidr.Contains(':', StringComparison.Ordinal);

    static bool OutsideOfPrivate(string cidr)
    {
        var range = AddressRange.Known(cidr);
        return !NotPublic4.Concat(NotPublic6).Select(AddressRange.Known).Any(taken => taken.Contains(range));
    }
}
