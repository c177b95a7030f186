using Basecamp.Manifests.Addresses;

namespace Basecamp.Components.Topology.Validation;

/// <summary>
/// Every address and range that a topology claims, with the setting that claims it. What cannot be read is left out; other rules report it.
/// </summary>
sealed class AddressPlan
{
    AddressPlan(IReadOnlyList<ClaimedRange> pods, IReadOnlyList<ClaimedRange> services, IReadOnlyList<ClaimedRange> pool,
        IReadOnlyList<ClaimedRange> nodes, ClaimedRange? virtualIp) =>
        (Pods, Services, Pool, Nodes, VirtualIp) = (pods, services, pool, nodes, virtualIp);

    /// <summary>Pod ranges.</summary>
    public IReadOnlyList<ClaimedRange> Pods { get; }

    /// <summary>Service ranges.</summary>
    public IReadOnlyList<ClaimedRange> Services { get; }

    /// <summary>Addresses for LoadBalancer Services.</summary>
    public IReadOnlyList<ClaimedRange> Pool { get; }

    /// <summary>Addresses of the nodes, first and second.</summary>
    public IReadOnlyList<ClaimedRange> Nodes { get; }

    /// <summary>The API's virtual IP, or null.</summary>
    public ClaimedRange? VirtualIp { get; }

    /// <summary>Reads the plan of <paramref name="topology"/>.</summary>
    public static AddressPlan Of(HomelabTopology topology)
    {
        var (network, api) = (topology.Network, topology.Api);
        return new(
            [.. Ranges(network.PodCidrs, "network.podCidrs")],
            [.. Ranges(network.ServiceCidrs, "network.serviceCidrs")],
            [.. Ranges(network.LoadBalancerPool, "network.loadBalancerPool")],
            [.. topology.Nodes.SelectMany(AddressesOf)],
            Single(api.VirtualIp, "api.virtualIp"));
    }

    static IEnumerable<ClaimedRange> Ranges(IReadOnlyList<string> texts, string path)
    {
        foreach (var (index, text) in texts.Index())
        {
            if (AddressRange.TryParse(text, out var range, out _))
                yield return new($"{path}[{index}]", range);
        }
    }

    static IEnumerable<ClaimedRange> AddressesOf(NodeSpec node, int index)
    {
        if (Single(node.Address, $"nodes[{index}].address") is { } first)
            yield return first;
        if (Single(node.SecondAddress, $"nodes[{index}].secondAddress") is { } second)
            yield return second;
    }

    static ClaimedRange? Single(string? text, string path) =>
        text is not null && IpText.TryParse(text, out var address) ? new(path, AddressRange.Of(address)) : null;
}

/// <summary>A range and the setting it comes from.</summary>
sealed record ClaimedRange(string Path, AddressRange Range)
{
    /// <summary><c>`network.podCidrs[0]` (10.42.0.0/16)</c>.</summary>
    public override string ToString() => $"`{Path}` ({Range})";
}
