using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Address and suffix of the cluster's DNS.</summary>
static class ClusterDnsRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (network, at) = (topology.Network, problems.At("network"));
        if (network.ClusterDns is { } dns)
            CheckAddress(dns, AddressPlan.Of(topology).Services, at);

        if (!DnsNames.IsName(network.ClusterDomain))
        {
            at.Add("clusterDomain", $"is {Shown.Text(network.ClusterDomain)}, but must be a DNS name without a dot at its end: "
                + $"{DnsNames.LabelRule}, "
                + "joined by dots. The default is cluster.local.");
        }
        else if (network.ClusterDomain == "local")
            at.Add("clusterDomain", "is \"local\", which belongs to multicast DNS. Take a name below it, such as cluster.local.");
    }

    static void CheckAddress(string text, IReadOnlyList<ClaimedRange> services, Problems at)
    {
        if (!IpText.TryParse(text, out var address))
            at.Add("clusterDns", $"is {Shown.Text(text)}, which is not an IP address. Give one inside `serviceCidrs`, such as 10.43.0.10.");
        else if (services is [var first, ..] && !first.Range.Contains(address))
            at.Add("clusterDns", $"is {text}, but must lie inside the first service range, {first}. The default is its tenth address, "
                + $"{first.Range.AddressAt(10)}.");
        else if (services is [var range, ..] && (range.Range.AddressAt(0).Equals(address) || range.Range.AddressAt(1).Equals(address)))
        {
            at.Add("clusterDns", $"is {text}, but the first address of a service range names the network and the next is the API's. "
                + $"The default is {range.Range.AddressAt(10)}.");
        }
    }
}
