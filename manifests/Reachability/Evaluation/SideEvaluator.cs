using Basecamp.Manifests.Reachability.Policies;

namespace Basecamp.Manifests.Reachability.Evaluation;

/// <summary>Evaluates the policies of one side of a connection.</summary>
sealed class SideEvaluator(NetworkFacts facts)
{
    static readonly IReadOnlyList<PolicyPeer?> Everyone = [null];

    readonly PeerMatcher matcher = new(facts);

    /// <summary>Whether <paramref name="policies"/> let traffic with <paramref name="peer"/> through.</summary>
    /// <param name="policies">Policies of the pod on this side.</param>
    /// <param name="peer">The other side.</param>
    /// <param name="index">The other side's index when it is pods that policies can select, else -1.</param>
    /// <param name="isIngress">Whether this side receives.</param>
    /// <param name="port">Destination port; its name is not used.</param>
    /// <param name="destination">Whose port it is.</param>
    /// <param name="reasons">Receives the rules that decided, when not null.</param>
    public SideResult Evaluate(
        PodPolicies policies, Endpoint peer, int index, bool isIngress, EndpointPort port, Endpoint destination, List<string>? reasons)
    {
        if (!policies.IsIsolated && policies.Deny.Count == 0)
        {
            reasons?.Add("no policy isolates the pods in this direction");
            return SideResult.Allowed;
        }
        var isNode = NetworkFacts.IsNodeLike(peer);
        var tally = new SideTally(facts.UniverseOf(peer), isNode, startsOpen: !policies.IsIsolated);
        // Kubernetes exempts the own node both ways; Cilium does on ingress only, for the kubelet's probes.
        if (isNode && (isIngress || facts.Engine == PolicyEngine.Kubernetes))
            tally.OpenOwnNode();
        foreach (var rule in policies.Allow)
        {
            if (!rule.MatchesPort(port.Number, port.Protocol, destination))
                continue;
            foreach (var candidate in rule.Peers ?? Everyone)
            {
                var extent = matcher.Match(candidate, peer, index);
                var limit = candidate is HostNamePeer name && peer is ExternalAddresses { Hosts.Count: 0 } ? name.Pattern.Text : null;
                if (tally.Allow(extent, limit, rule.Note, (candidate as UnknownPeer)?.Reason))
                    reasons?.Add($"allowed by {rule.Where}{(rule.Note is null ? "" : $" ({rule.Note})")}");
            }
        }
        foreach (var rule in policies.Deny)
        {
            if (!rule.MatchesPort(port.Number, port.Protocol, destination))
                continue;
            foreach (var candidate in rule.Peers ?? Everyone)
            {
                if (tally.Deny(matcher.Match(candidate, peer, index), (candidate as UnknownPeer)?.Reason))
                    reasons?.Add($"forbidden by {rule.Where}");
            }
        }
        if (reasons is { Count: 0 })
            reasons.Add($"isolated by {string.Join(", ", policies.IsolatedBy)}; no rule allows this");
        return tally.Result();
    }
}
