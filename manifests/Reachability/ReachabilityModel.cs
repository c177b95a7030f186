using System.Collections.Immutable;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Reachability.Evaluation;
using Basecamp.Manifests.Reachability.Policies;
using Basecamp.Manifests.Reachability.Reading;

namespace Basecamp.Manifests.Reachability;

/// <summary>Who can reach whom, as the network policies of a cluster are enforced.</summary>
/// <remarks>
/// <para>Traffic between pods must be allowed by both sides. Pods of one group are asked like different pods: a group that does not reach
/// itself has replicas that do not reach each other. What nothing can tell is <see cref="Verdict.Unknown"/>, never allowed.</para>
/// <para>Not seen: Services (policies apply to what is behind them), meshes, firewalls of the nodes, routes; and of Helm charts nothing but what is
/// given.</para>
/// </remarks>
/// <example><code>
/// var model = ReachabilityModel.From(objects, [web, postgres], PolicyEngine.Cilium);
/// Assert.Equal("shop/web -&gt; shop/postgres: 5432/TCP\n", model.Matrix().ToString());
/// </code></example>
public sealed class ReachabilityModel
{
    readonly NetworkFacts facts;
    readonly SideEvaluator sides;
    readonly Dictionary<Endpoint, int> indexes = new(ReferenceEqualityComparer.Instance);
    readonly List<PodGroup> pods = [];
    readonly List<Endpoint> others;
    readonly PodPolicies[] ingress;
    readonly PodPolicies[] egress;
    readonly List<string> hostPolicies;

    ReachabilityModel(PolicyReader reader, IReadOnlyList<Endpoint> endpoints, PolicyEngine engine, ReachabilityOptions options)
    {
        Endpoints = endpoints;
        facts = new(
            engine,
            options.PodCidrs is { } cidrs ? [.. cidrs.Select(cidr => AddressSet.Parse([cidr]))] : null,
            Union(endpoints.Where(endpoint => endpoint is NodeGroup or ApiServer { OnNodes: true })),
            Union(endpoints.Where(endpoint => endpoint is ApiServer)));
        sides = new(facts);
        hostPolicies = reader.HostPolicies;
        foreach (var group in endpoints.OfType<PodGroup>().Where(group => !group.HostNetwork))
        {
            indexes.Add(group, pods.Count);
            pods.Add(group);
        }
        others = [.. endpoints.Where(endpoint => !indexes.ContainsKey(endpoint))];
        ingress = [.. pods.Select(_ => new PodPolicies())];
        egress = [.. pods.Select(_ => new PodPolicies())];
        var selection = new PodSelection(pods, reader.Namespaces);
        foreach (var policy in reader.Policies)
            Apply(policy, selection, options.Directions);
    }

    /// <summary>The endpoints, as given.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; }

    /// <summary>Reads the policies among Kubernetes objects.</summary>
    /// <param name="manifests">Objects of any kind; namespaces and network policies count. Numbers may be <see cref="double"/>.</param>
    /// <param name="endpoints">Who sends and receives; ids must be unique.</param>
    /// <param name="engine">Who enforces the policies.</param>
    /// <param name="options">What the objects do not tell.</param>
    /// <exception cref="InvalidPolicyException">A policy is malformed, or of a kind or with a field that cannot be evaluated.</exception>
    /// <exception cref="ArgumentException">Two endpoints have one id, the namespace of pods is not known, or there are pods with
    /// <c>hostNetwork</c> and no nodes.</exception>
    public static ReachabilityModel From(
        IEnumerable<ImmutableDictionary<string, object>> manifests,
        IEnumerable<Endpoint> endpoints,
        PolicyEngine engine,
        ReachabilityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        ArgumentNullException.ThrowIfNull(endpoints);
        options ??= new();
        var reader = new PolicyReader(engine);
        foreach (var (name, labels) in options.Namespaces)
            reader.Namespaces.Add(name, labels);
        foreach (var manifest in manifests)
            reader.Read(manifest);
        if (reader.Problems.Count > 0)
            throw new InvalidPolicyException(reader.Problems);
        IReadOnlyList<Endpoint> list = [.. endpoints];
        Check(list, reader.Namespaces);
        return new(reader, list, engine, options);
    }

    /// <summary>Whether <paramref name="from"/> reaches all of <paramref name="to"/>, wherever the pods run. Traffic with a pod's own node
    /// (<see cref="Verdict.OwnNode"/>) does not count.</summary>
    /// <exception cref="InvalidOperationException">It is unknown, or true for a part only: <see cref="Evaluate"/> says which.</exception>
    public bool Allows(Endpoint from, Endpoint to, int port, NetworkProtocol protocol = NetworkProtocol.Tcp)
    {
        var reach = Evaluate(from, to, port, protocol);
        return reach.Verdict switch
        {
            Verdict.Allowed => true,
            Verdict.Denied or Verdict.OwnNode => false,
            _ => throw new InvalidOperationException($"That is neither true nor false.\n{reach}"),
        };
    }

    /// <summary>Whether <paramref name="from"/> reaches <paramref name="to"/>, and why. Both must be endpoints of this model.</summary>
    public Reach Evaluate(Endpoint from, Endpoint to, int port, NetworkProtocol protocol = NetworkProtocol.Tcp)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (!Endpoints.Contains(from) || !Endpoints.Contains(to))
            throw new ArgumentException($"{from} and {to} must both be endpoints of this model.");
        var sent = new List<string>();
        var received = new List<string>();
        var (verdict, notes) = Decide(from, to, new(port, protocol), sent, received);
        return new(from, to, port, protocol, verdict, sent, received, notes);
    }

    /// <summary>Whether what no rule allows is denied, by direction. False for pods that no policy selects, and for <c>hostNetwork</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The pods are not an endpoint of this model.</exception>
    public (bool Ingress, bool Egress) IsIsolated(PodGroup pods)
    {
        ArgumentNullException.ThrowIfNull(pods);
        if (!Endpoints.Contains(pods))
            throw new ArgumentException($"{pods} must be an endpoint of this model.", nameof(pods));
        return IndexOf(pods) is var index and >= 0 ? (ingress[index].IsIsolated, egress[index].IsIsolated) : (false, false);
    }

    /// <summary>Who reaches whom on the ports that endpoints listen on. Pairs that no policy can concern, such as two nodes, are left out.
    /// </summary>
    public ReachabilityMatrix Matrix()
    {
        var entries = new List<ReachabilityEntry>();
        foreach (var to in Endpoints)
        {
            foreach (var port in to.Ports)
            {
                foreach (var from in Candidates(to, port))
                {
                    if (IndexOf(from) < 0 && IndexOf(to) < 0)
                        continue;
                    var (verdict, notes) = Decide(from, to, port, null, null);
                    if (verdict is not (Verdict.Denied or Verdict.OwnNode))
                        entries.Add(new(from, to, port, verdict, notes));
                }
            }
        }
        return new(entries, Endpoints);
    }

    SideResult Decide(
        Endpoint from, Endpoint to, EndpointPort port, List<string>? sent, List<string>? received)
    {
        var (source, destination) = (IndexOf(from), IndexOf(to));
        var egressResult = source < 0
            ? Unprotected(from, sent)
            : sides.Evaluate(egress[source], to, destination, isIngress: false, port, to, sent);
        if (egressResult.Verdict == Verdict.Denied && received is null)
            return egressResult;
        var ingressResult = destination < 0
            ? Unprotected(to, received)
            : sides.Evaluate(ingress[destination], from, source, isIngress: true, port, to, received);
        return Both(egressResult, ingressResult);
    }

    static SideResult Both(SideResult left, SideResult right)
    {
        if (left.Verdict == Verdict.Denied || right.Verdict == Verdict.Denied)
            return SideResult.Denied;
        var verdict = (left.Verdict, right.Verdict) switch
        {
            (Verdict.Allowed, var other) => other,
            (var other, Verdict.Allowed) => other,
            // Only pods have policies of their own, and pods are never allowed in part.
            _ => Verdict.Unknown,
        };
        return new(verdict, [.. left.Notes, .. right.Notes]);
    }

    SideResult Unprotected(Endpoint endpoint, List<string>? reasons)
    {
        if (hostPolicies.Count > 0 && NetworkFacts.IsNodeLike(endpoint))
        {
            var text = $"{string.Join(", ", hostPolicies)} is for nodes, which is not evaluated";
            reasons?.Add(text);
            return new(Verdict.Unknown, [$"unknown: {text}"]);
        }
        reasons?.Add($"policies do not apply to {endpoint}");
        return SideResult.Allowed;
    }

    // With default deny, few sources come into question, and asking for the rest would cost the square of the cluster.
    IEnumerable<Endpoint> Candidates(Endpoint to, EndpointPort port)
    {
        var index = IndexOf(to);
        if (index < 0 || !ingress[index].IsIsolated)
            return Endpoints;
        var named = new PodSet(pods.Count);
        foreach (var rule in ingress[index].Allow.Where(rule => rule.MatchesPort(port.Number, port.Protocol, to)))
        {
            if (rule.Peers is null || rule.Peers.Any(peer => peer is not PodPeer))
                return Endpoints;
            foreach (var peer in rule.Peers.OfType<PodPeer>())
                named.UnionWith(peer.Selected);
        }
        return named.Indexes().Select(pod => pods[pod]).Concat(others);
    }

    void Apply(Policy policy, PodSelection selection, TrafficDirections directions)
    {
        foreach (var rule in policy.Ingress.Allow.Concat(policy.Ingress.Deny).Concat(policy.Egress.Allow).Concat(policy.Egress.Deny))
        {
            foreach (var peer in (rule.Peers ?? []).OfType<PodPeer>())
                peer.Selected = selection.Select(peer.Selector);
        }
        foreach (var pod in selection.Select(policy.Subject).Indexes())
        {
            if (directions.HasFlag(TrafficDirections.Ingress))
                ingress[pod].Add(policy, policy.Ingress);
            if (directions.HasFlag(TrafficDirections.Egress))
                egress[pod].Add(policy, policy.Egress);
        }
    }

    int IndexOf(Endpoint endpoint) => indexes.GetValueOrDefault(endpoint, -1);

    static AddressSet Union(IEnumerable<Endpoint> endpoints) =>
        endpoints.Aggregate(AddressSet.Empty, (set, endpoint) => set.Union(endpoint.Addresses));

    static void Check(IReadOnlyList<Endpoint> endpoints, NamespaceDirectory namespaces)
    {
        if (endpoints.GroupBy(endpoint => endpoint.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two endpoints are called {twice.Key}. Names must be unique.", nameof(endpoints));
        var unknown = endpoints.OfType<PodGroup>().Select(pods => pods.Namespace).Where(name => !namespaces.Contains(name)).Distinct()
            .Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
            throw new ArgumentException(
                $"There are pods in {string.Join(", ", unknown)}, but no such namespace, so its labels are not known. "
                + "Add it to the objects or to ReachabilityOptions.Namespaces.", nameof(endpoints));
        var hasNodes = endpoints.Any(endpoint => endpoint is NodeGroup or ApiServer { OnNodes: true });
        if (!hasNodes && endpoints.Any(endpoint => endpoint is PodGroup { HostNetwork: true }))
            throw new ArgumentException("Pods with hostNetwork act as their node. Add a NodeGroup.", nameof(endpoints));
    }
}
