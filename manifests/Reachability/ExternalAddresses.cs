using Basecamp.Manifests.Addresses;

namespace Basecamp.Manifests.Reachability;

/// <summary>Addresses outside of the cluster.</summary>
public sealed class ExternalAddresses : Endpoint
{
    // Special-purpose addresses of RFC 6890 and its successors, multicast included: nothing of the internet is there.
    static readonly string[] NotInternet =
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
    ];

    /// <summary>Describes addresses.</summary>
    /// <param name="name">What to call them, without slash.</param>
    /// <param name="addresses">The addresses, also as CIDR.</param>
    /// <param name="ports">Ports that are of interest.</param>
    /// <param name="hosts">DNS names that resolve to them; what <c>toFQDNs</c> is compared with. Default none: unknown.</param>
    /// <exception cref="ArgumentException">There is no address, or one cannot be read.</exception>
    public ExternalAddresses(
        string name, IReadOnlyList<string> addresses, IReadOnlyList<EndpointPort>? ports = null, IReadOnlyList<string>? hosts = null)
        : this(name, AddressSet.Parse(addresses), ports, hosts)
    {
    }

    ExternalAddresses(string name, AddressSet addresses, IReadOnlyList<EndpointPort>? ports, IReadOnlyList<string>? hosts)
        : base(PlainName(name), ports ?? [])
    {
        Addresses = addresses;
        Hosts = hosts ?? [];
    }

    /// <summary>DNS names that resolve to these addresses.</summary>
    public IReadOnlyList<string> Hosts { get; }

    /// <summary>Every public IPv4 address, named <c>internet</c>.</summary>
    /// <param name="ports">Ports that are of interest. Default 443/TCP.</param>
    public static ExternalAddresses Internet(IReadOnlyList<EndpointPort>? ports = null) =>
        new("internet", AddressSet.Parse(["0.0.0.0/0"]).Subtract(AddressSet.Parse(NotInternet)), ports ?? [443], hosts: null);
}
