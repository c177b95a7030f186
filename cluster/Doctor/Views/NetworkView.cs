using System.Collections.Immutable;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Reachability;

namespace Basecamp.Cluster.Doctor.Views;

/// <summary>The living network policies, evaluated for the pods that live.</summary>
sealed class NetworkView
{
    static readonly (string Group, string Kind)[] PolicyKinds =
        [("networking.k8s.io", "NetworkPolicy"), ("cilium.io", "CiliumNetworkPolicy"), ("cilium.io", "CiliumClusterwideNetworkPolicy")];

    readonly Dictionary<ObjectId, PodGroup> groups = [];
    readonly Dictionary<TrafficDirections, ReachabilityModel> models = [];
    readonly List<(KubernetesObject Object, string Problem)> invalid = [];

    public NetworkView(ClusterView cluster)
    {
        var isCilium = cluster.Snapshot.Has("cilium.io", "CiliumNetworkPolicy") || cluster.Snapshot.Find("apps", "DaemonSet", "kube-system",
            "cilium") is not null;
        var engine = isCilium ? PolicyEngine.Cilium : PolicyEngine.Kubernetes;
        var namespaces = cluster.Snapshot.Of("", "Namespace").ToDictionary(each => each.Name, each => each.Labels(), StringComparer.Ordinal);
        var policies = PolicyKinds.Where(kind => isCilium || kind.Group != "cilium.io").SelectMany(kind => cluster.Snapshot.Of(kind.Group, kind.Kind))
            .Where(policy => IsUnderstood(policy, engine, namespaces)).Select(Bare).ToList();
        HasPolicies = policies.Count > 0;
        foreach (var pod in cluster.Pods.Where(pod => !pod.IsFinished && namespaces.ContainsKey(pod.Namespace)))
            groups.TryAdd(pod.Owner, new(pod.Namespace, $"{pod.Owner.Kind}:{pod.Owner.Name}", pod.Labels, Ports(pod), pod.IsOnHostNetwork));
        var addresses = cluster.Nodes.SelectMany(node => node.Object.Maps("status", "addresses"))
            .Where(address => address.Text("type") == "InternalIP" && System.Net.IPAddress.TryParse(address.Text("address"), out _))
                .Select(address => address.Text("address")!).ToList();
        IReadOnlyList<Endpoint> endpoints = [.. groups.Values.Where(group => addresses.Count > 0 || !group.HostNetwork), .. addresses.Count > 0
            ? [new NodeGroup("nodes", addresses)] : Array.Empty<Endpoint>()];
        foreach (var directions in new[] { TrafficDirections.Both, TrafficDirections.Ingress, TrafficDirections.Egress })
            models[directions] = ReachabilityModel.From(policies, endpoints, engine, new() { Namespaces = namespaces, Directions = directions });
    }

    /// <summary>Whether there are any.</summary>
    public bool HasPolicies { get; }

    /// <summary>Policies that cannot be evaluated, with the reason.</summary>
    public IReadOnlyList<(KubernetesObject Object, string Problem)> Invalid => invalid;

    /// <summary>Which half is missing for one pod to reach another; null when it may, or when that cannot be told.</summary>
    public MissingHalf? Missing(PodView from, PodView to, int port, NetworkProtocol protocol = NetworkProtocol.Tcp)
    {
        if (!HasPolicies || from.Owner == to.Owner || !groups.TryGetValue(from.Owner, out var sender) || !groups.TryGetValue(to.Owner, out var receiver))
            return null;
        if (port is < 1 or > 65535 || !models[TrafficDirections.Both].Endpoints.Contains(sender)
            || !models[TrafficDirections.Both].Endpoints.Contains(receiver))
            return null;
        if (models[TrafficDirections.Both].Evaluate(sender, receiver, port, protocol).Verdict != Verdict.Denied)
            return null;
        var sent = models[TrafficDirections.Egress].Evaluate(sender, receiver, port, protocol);
        var received = models[TrafficDirections.Ingress].Evaluate(sender, receiver, port, protocol);
        return new(sent.Verdict == Verdict.Denied, received.Verdict == Verdict.Denied,
            [.. sent.Egress.Select(reason => $"egress: {reason}"), .. received.Ingress.Select(reason => $"ingress: {reason}")]);
    }

    bool IsUnderstood(KubernetesObject policy, PolicyEngine engine, Dictionary<string, IReadOnlyDictionary<string, string>> namespaces)
    {
        try
        {
            ReachabilityModel.From([Bare(policy)], [], engine, new() { Namespaces = namespaces });
            return true;
        }
        catch (InvalidPolicyException exception)
        {
            invalid.Add((policy, exception.Problems is [var first, ..] ? first : exception.Message));
            return false;
        }
    }

    // What a server adds, such as status, says nothing about traffic.
    static ImmutableDictionary<string, object> Bare(KubernetesObject policy) =>
        policy.Body.Where(member => member.Key is "apiVersion" or "kind" or "metadata" or "spec" or "specs").ToImmutableDictionary(StringComparer.Ordinal);

    static IReadOnlyList<EndpointPort> Ports(PodView pod) =>
    [
        .. from container in pod.Containers
           from port in container.Spec.Maps("ports")
           let number = port.Count("containerPort")
           where number is >= 1 and <= 65535
           select new EndpointPort(number, port.Text("protocol") switch { "UDP" => NetworkProtocol.Udp, "SCTP" => NetworkProtocol.Sctp, _ =>
               NetworkProtocol.Tcp }, port.Text("name")),
    ];
}

/// <summary>Why one pod does not reach another.</summary>
/// <param name="Egress">Whether the sender's side denies it.</param>
/// <param name="Ingress">Whether the receiver's side denies it.</param>
/// <param name="Reasons">What the policies say.</param>
sealed record MissingHalf(bool Egress, bool Ingress, IReadOnlyList<string> Reasons)
{
    /// <summary>For people: <c>the ingress half is missing</c>.</summary>
    public override string ToString() => (Egress, Ingress) switch
    {
        (true, true) => "both halves are missing: egress of the sender and ingress of the receiver",
        (true, false) => "the egress half is missing: the sender's policies do not allow it, the receiver's do",
        _ => "the ingress half is missing: the receiver's policies do not allow it, the sender's do",
    };
}
