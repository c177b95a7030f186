namespace Basecamp.Manifests.Reachability.Policies;

/// <summary>One item of a policy's <c>ingress</c> or <c>egress</c>.</summary>
/// <param name="Where">Where it is written, e.g. <c>NetworkPolicy shop/api ingress[0]</c>.</param>
/// <param name="Peers">Other sides it speaks of; null for all.</param>
/// <param name="Ports">Destination ports it speaks of; null for all.</param>
/// <param name="Note">What else it demands of the traffic; null for nothing.</param>
sealed record PolicyRule(string Where, IReadOnlyList<PolicyPeer>? Peers, IReadOnlyList<PortMatch>? Ports, string? Note = null)
{
    public bool MatchesPort(int port, NetworkProtocol protocol, Endpoint destination) =>
        Ports is null || Ports.Any(match => match.Matches(port, protocol, destination));
}
