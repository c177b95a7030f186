using Basecamp.Manifests.Addresses;

namespace Basecamp.Manifests.Reachability;

/// <summary>Machines of the cluster, e.g. its servers: kubelets, host processes and everything with <c>hostNetwork</c>.</summary>
public sealed class NodeGroup : Endpoint
{
    /// <summary>Describes machines.</summary>
    /// <param name="name">What to call them, without slash, e.g. <c>agents</c>.</param>
    /// <param name="addresses">Their addresses, also as CIDR.</param>
    /// <param name="ports">Ports they listen on, e.g. 10250.</param>
    /// <exception cref="ArgumentException">There is no address, or one cannot be read.</exception>
    public NodeGroup(string name, IReadOnlyList<string> addresses, IReadOnlyList<EndpointPort>? ports = null)
        : base(PlainName(name), ports ?? []) => Addresses = AddressSet.Parse(addresses);
}
