using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Reachability.Policies;

namespace Basecamp.Manifests.Reachability.Evaluation;

/// <summary>Compares peers of rules with endpoints.</summary>
sealed class PeerMatcher(NetworkFacts facts)
{
    /// <summary>The part of <paramref name="endpoint"/> that <paramref name="peer"/> means.</summary>
    /// <param name="peer">A peer of a rule; null for everyone.</param>
    /// <param name="endpoint">The other side.</param>
    /// <param name="index">Its index when it is pods that policies can select.</param>
    public Extent Match(PolicyPeer? peer, Endpoint endpoint, int index)
    {
        var universe = facts.UniverseOf(endpoint);
        var isNode = NetworkFacts.IsNodeLike(endpoint);
        return peer switch
        {
            null => Extent.Of(universe, isNode),
            UnknownPeer => Extent.Maybe(universe, isNode),
            PodPeer pods => index >= 0 && pods.Selected.Contains(index) ? Extent.Of(universe) : Extent.None,
            AddressPeer block => index >= 0 ? MatchPods(block.Addresses) : MatchAddresses(block.Addresses, universe, isNode),
            EntityPeer entity => index >= 0
                ? entity.Entity is "all" or "cluster" ? Extent.Of(universe) : Extent.None
                : isNode ? MatchNode(entity.Entity, universe) : MatchOutside(entity.Entity, endpoint, universe),
            HostNamePeer name => endpoint is ExternalAddresses external ? MatchHosts(name.Pattern, external, universe) : Extent.None,
            _ => throw new NotSupportedException(peer.GetType().Name),
        };
    }

    // Pods are somewhere in the pod CIDRs, nobody knows where, so a block means all of them only if it covers one whole CIDR.
    Extent MatchPods(AddressSet block)
    {
        if (facts.Engine == PolicyEngine.Cilium)
            return Extent.None;
        if (facts.PodCidrs is not { } cidrs)
            return Extent.Maybe(AddressSet.All);
        if (cidrs.Any(cidr => cidr.IsSubsetOf(block)))
            return Extent.Of(AddressSet.All);
        return cidrs.Any(cidr => cidr.Overlaps(block)) ? Extent.Maybe(AddressSet.All) : Extent.None;
    }

    Extent MatchAddresses(AddressSet block, AddressSet universe, bool isNode)
    {
        if (isNode && facts.Engine == PolicyEngine.Cilium)
            return Extent.None;
        var common = universe.Intersect(block);
        // The own node is one of these addresses, nobody knows which.
        return new(common, common, isNode && universe.IsSubsetOf(block), isNode && !common.IsEmpty);
    }

    Extent MatchNode(string entity, AddressSet universe)
    {
        switch (entity)
        {
            case "all" or "cluster":
                return Extent.Of(universe, own: true);
            case "host":
                return new(AddressSet.Empty, AddressSet.Empty, true, true);
            case "remote-node":
                return Extent.Of(universe);
            case "kube-apiserver":
                // An identity of addresses: on a server's address it is every port, not only the API's.
                var servers = universe.Intersect(facts.ApiAddresses);
                return new(servers, servers, universe.IsSubsetOf(facts.ApiAddresses), !servers.IsEmpty);
            default:
                return Extent.None;
        }
    }

    Extent MatchOutside(string entity, Endpoint endpoint, AddressSet universe) => entity switch
    {
        "all" or "world" => Extent.Of(universe),
        "world-ipv4" => Extent.Of(universe.Intersect(AddressSet.IPv4)),
        "world-ipv6" => Extent.Of(universe.Intersect(AddressSet.IPv6)),
        "kube-apiserver" => Extent.Of(universe.Intersect(facts.ApiAddresses)),
        // Depends on Cilium's version: the API server became part of the cluster, wherever it is.
        "cluster" when endpoint is ApiServer => Extent.Maybe(universe),
        _ => Extent.None,
    };

    // Addresses behind a name are known only when somebody resolves it; the caller adds the name as a limit.
    static Extent MatchHosts(HostNamePattern pattern, ExternalAddresses external, AddressSet universe) =>
        external.Hosts.Count == 0 || external.Hosts.Any(pattern.Matches) ? Extent.Of(universe) : Extent.None;
}
