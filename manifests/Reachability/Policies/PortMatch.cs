namespace Basecamp.Manifests.Reachability.Policies;

/// <summary>Destination ports of a rule.</summary>
/// <param name="Protocol">Null for any.</param>
/// <param name="First">First number; null when <paramref name="Name"/> decides.</param>
/// <param name="Last">Last number.</param>
/// <param name="Name">Name of a container port, which each destination pod resolves for itself.</param>
sealed record PortMatch(NetworkProtocol? Protocol, int? First, int Last, string? Name)
{
    public static PortMatch All(NetworkProtocol? protocol) => new(protocol, 0, 65535, null);

    public bool Matches(int port, NetworkProtocol protocol, Endpoint destination)
    {
        if (Protocol is { } required && required != protocol)
            return false;
        if (First is { } first)
            return first <= port && port <= Last;
        // Nodes and addresses have no named ports.
        return destination is PodGroup { HostNetwork: false }
            && destination.Ports.Any(candidate => candidate.Number == port && candidate.Protocol == protocol && candidate.Name == Name);
    }
}
