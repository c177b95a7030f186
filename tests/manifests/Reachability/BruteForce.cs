using System.Net;
using Basecamp.Manifests.Reachability;

namespace Basecamp.Manifests.Tests.Reachability;

/// <summary>Decides one connection at a time by the definition, address by address: slow, and without any code of the model.</summary>
static class BruteForce
{
    public static Verdict Decide(RandomCluster cluster, Machine from, Machine to, EndpointPort port)
    {
        var sent = Side(cluster, from, to, port, to, isIngress: false);
        var received = Side(cluster, to, from, port, to, isIngress: true);
        return sent == Verdict.Denied || received == Verdict.Denied ? Verdict.Denied : sent == Verdict.Allowed ? received : sent;
    }

    static Verdict Side(RandomCluster cluster, Machine self, Machine other, EndpointPort port, Machine destination, bool isIngress)
    {
        if (self.Namespace is null)
            return Verdict.Allowed;
        if (other.Id != "node")
            return IsAllowed(cluster, self, other, port, destination, isIngress, isOwn: false) ? Verdict.Allowed : Verdict.Denied;
        var remote = IsAllowed(cluster, self, other, port, destination, isIngress, isOwn: false);
        var own = IsAllowed(cluster, self, other, port, destination, isIngress, isOwn: true);
        if (isIngress && IsForbidden(cluster, self, other, port, destination, isOwn: true))
            return Verdict.Unknown;
        own |= isIngress || cluster.Engine == PolicyEngine.Kubernetes;
        return (remote, own) switch
        {
            (true, true) => Verdict.Allowed,
            (true, false) => Verdict.Partly,
            (false, true) => Verdict.OwnNode,
            _ => Verdict.Denied,
        };
    }

    static bool IsAllowed(
        RandomCluster cluster, Machine self, Machine other, EndpointPort port, Machine destination, bool isIngress, bool isOwn)
    {
        if (isIngress && IsForbidden(cluster, self, other, port, destination, isOwn))
            return false;
        var policies = cluster.Policies.Where(policy => policy.Namespace == self.Namespace && All(policy.Subject, self)).ToList();
        return !policies.Any(policy => Isolates(policy, isIngress))
            || policies.Any(policy => Rules(policy, isIngress).Any(rule => Says(cluster, policy, rule, other, port, destination, isOwn)));
    }

    static bool IsForbidden(RandomCluster cluster, Machine self, Machine other, EndpointPort port, Machine destination, bool isOwn) =>
        cluster.Policies.Any(policy => policy.Namespace == self.Namespace && All(policy.Subject, self)
            && policy.IngressDeny.Any(rule => Says(cluster, policy, rule, other, port, destination, isOwn)));

    static bool Isolates(RandomPolicy policy, bool isIngress)
    {
        if (!policy.IsCilium)
            return isIngress || policy.Egress is not null;
        return policy.DefaultDeny ?? (isIngress ? policy.Ingress!.Length + policy.IngressDeny.Length : policy.Egress!.Length) > 0;
    }

    static RandomRule[] Rules(RandomPolicy policy, bool isIngress) => (isIngress ? policy.Ingress : policy.Egress) ?? [];

    static bool Says(
        RandomCluster cluster, RandomPolicy policy, RandomRule rule, Machine other, EndpointPort port, Machine destination, bool isOwn)
    {
        if (policy.IsCilium && rule is { Peers: null, Ports: null })
            return false;
        var names = rule.Peers is { Length: > 0 } peers ? peers : null;
        return (names is null || names.Any(peer => Means(cluster, policy, peer, other, isOwn)))
            && (rule.Ports is not { Length: > 0 } ports || ports.Any(candidate => Covers(candidate, port, destination)));
    }

    static bool Covers(RandomPort candidate, EndpointPort port, Machine destination) =>
        candidate.Protocol == port.Protocol && candidate switch
        {
            { Name: { } name } => destination.Ports.Any(own => own.Name == name && own.Number == port.Number && own.Protocol == port.Protocol),
            { Port: { } first } => port.Number >= first && port.Number <= (candidate.End ?? first),
            _ => true,
        };

    static bool Means(RandomCluster cluster, RandomPolicy policy, RandomPeer peer, Machine other, bool isOwn)
    {
        if (peer.Block is { } block)
        {
            var address = IPAddress.Parse(other.Address);
            var isIdentity = other.Namespace is not null || other.Id == "node";
            return !(cluster.Engine == PolicyEngine.Cilium && isIdentity)
                && IPNetwork.Parse(block.Cidr).Contains(address) && !block.Except.Any(hole => IPNetwork.Parse(hole).Contains(address));
        }
        if (peer.Entity is { } entity)
        {
            return (other.Namespace is not null, other.Id == "node") switch
            {
                (true, _) => entity is "all" or "cluster",
                (_, true) => entity is "all" or "cluster" || entity == (isOwn ? "host" : "remote-node"),
                _ => entity is "all" or "world",
            };
        }
        if (other.Namespace is not { } ns)
            return false;
        // In Cilium conditions on the namespace are part of one selector; an empty list of them says nothing about it.
        var anywhere = policy.IsCilium ? peer.Namespace is { Length: > 0 } : peer.Namespace is not null;
        return (anywhere ? peer.Namespace!.All(condition => condition.Holds(cluster.Namespaces[ns])) : ns == policy.Namespace)
            && (peer.Pod is null || All(peer.Pod, other));
    }

    static bool All(Condition[] conditions, Machine machine) => conditions.All(condition => condition.Holds(machine.Labels));
}
