using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Basecamp.Components.Network;

/// <summary>
/// Writes rules as policy objects. Peers that have labels become NetworkPolicies everywhere. Machines and the API server become Cilium
/// entities under Cilium, which never matches them by address (cilium#20550), and addresses elsewhere.
/// </summary>
static class PolicyObjects
{
    /// <summary>Registers the object of a rule.</summary>
    public static void Register(string logicalName, string ns, NetworkRule rule, ClusterFacts cluster, CustomResourceOptions options)
    {
        if (cluster.Cni == Cni.Cilium && Entities(rule) is { } entities)
            _ = new CustomResource(
                logicalName,
                new CustomObjectArgs("cilium.io/v2", "CiliumNetworkPolicy", ObjectMeta.Of(rule.Name, ns), CiliumSpec(rule, entities, cluster)),
                options);
        else
            _ = new NetworkPolicy(logicalName, new() { Metadata = ObjectMeta.Of(rule.Name, ns), Spec = Spec(rule, cluster) }, options);
    }

    /// <summary>Whether a rule becomes a policy of Cilium's own kind.</summary>
    public static bool IsOfCilium(NetworkRule rule, ClusterFacts cluster) => cluster.Cni == Cni.Cilium && Entities(rule) is not null;

    /// <summary>Registers the policy that denies what no other one allows.</summary>
    public static void RegisterDefaultDeny(string logicalName, string ns, CustomResourceOptions options) => _ = new NetworkPolicy(
        logicalName,
        new()
        {
            Metadata = ObjectMeta.Of("default-deny", ns),
            Spec = new NetworkPolicySpecArgs { PodSelector = new LabelSelectorArgs(), PolicyTypes = { "Ingress", "Egress" } },
        },
        options);

    // Webhook calls come from the server that handles the request: the same machine, another one, or Cilium's own idea of the API server.
    static ImmutableArray<string>? Entities(NetworkRule rule) => (rule.Peer, rule.Direction) switch
    {
        (Peer.ApiServer, Direction.Egress) => ["kube-apiserver"],
        (Peer.ApiServer, Direction.Ingress) => ["host", "kube-apiserver", "remote-node"],
        (Peer.Nodes, _) => ["host", "remote-node"],
        // Everything addresses mean elsewhere; to Cilium an address range is only what is outside of the cluster.
        (Peer.Anyone, Direction.Ingress) => ["all"],
        _ => null,
    };

    static ValueTree CiliumSpec(NetworkRule rule, ImmutableArray<string> entities, ClusterFacts cluster)
    {
        var (section, peers) = rule.Direction == Direction.Ingress ? ("ingress", "fromEntities") : ("egress", "toEntities");
        var ports = PortsOf(rule, cluster);
        return new()
        {
            ["endpointSelector"] = rule.Subject.IsEmpty
                ? new Dictionary<string, object>()
                : new Dictionary<string, object> { ["matchLabels"] = rule.Subject },
            [section] = new[]
            {
                new ValueTree
                {
                    [peers] = entities,
                    ["toPorts"] = ports.IsEmpty ? null : new[] { new ValueTree { ["ports"] = ports.Select(CiliumPort).ToList() } },
                },
            },
        };
    }

    static ValueTree CiliumPort(WorkloadPort port) => new()
    {
        ["port"] = port.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["protocol"] = Protocol(port),
    };

    static NetworkPolicySpecArgs Spec(NetworkRule rule, ClusterFacts cluster)
    {
        var spec = new NetworkPolicySpecArgs { PodSelector = Selector(rule.Subject) };
        var (peers, ports) = (PeersOf(rule, cluster), PortsOf(rule, cluster).Select(PortOf).ToArray());
        if (rule.Direction == Direction.Ingress)
        {
            spec.PolicyTypes = ["Ingress"];
            var ingress = new NetworkPolicyIngressRuleArgs { From = peers };
            if (ports.Length > 0)
                ingress.Ports = ports;
            spec.Ingress = ingress;
        }
        else
        {
            spec.PolicyTypes = ["Egress"];
            var egress = new NetworkPolicyEgressRuleArgs { To = peers };
            if (ports.Length > 0)
                egress.Ports = ports;
            spec.Egress = egress;
        }
        return spec;
    }

    // The API server answers on its own port, wherever the caller thinks it is.
    static ImmutableArray<WorkloadPort> PortsOf(NetworkRule rule, ClusterFacts cluster) =>
        rule is { Peer: Peer.ApiServer, Direction: Direction.Egress } ? [new("", cluster.ApiPort)] : rule.Ports;

    static NetworkPolicyPeerArgs[] PeersOf(NetworkRule rule, ClusterFacts cluster) => rule.Peer switch
    {
        Peer.Pods { Labels.IsEmpty: true } pods => [new() { NamespaceSelector = NamedNamespace(pods.Namespace) }],
        Peer.Pods pods => [new() { NamespaceSelector = NamedNamespace(pods.Namespace), PodSelector = Selector(pods.Labels) }],
        Peer.AllPods => [new() { NamespaceSelector = new LabelSelectorArgs() }],
        Peer.ApiServer => Machines(cluster.ApiServerCidrs, rule, cluster),
        Peer.Nodes => Machines([.. cluster.Nodes.SelectMany(node => node.Cidrs).DefaultIfEmpty("172.16.0.0/12")], rule, cluster),
        Peer.Networks networks => Blocks(networks.Cidrs),
        Peer.Internet => [.. AddressRanges.Public(cluster).Select(range => Block(range.Cidr, range.Except))],
        Peer.Anyone => Blocks(AddressRanges.Everything),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Peer, "This kind of peer has no policy."),
    };

    // Without Cilium, what comes from another machine arrives with a tunnel address out of the pod range, which no label describes: the first of
    // that machine's part of the range with flannel, any of it with Calico. Which machine has which part is known only when it is there.
    static NetworkPolicyPeerArgs[] Machines(ImmutableArray<string> cidrs, NetworkRule rule, ClusterFacts cluster) =>
        Blocks(rule.Direction == Direction.Ingress ? [.. cidrs, .. cluster.PodCidrs] : cidrs);

    static NetworkPolicyPeerArgs[] Blocks(ImmutableArray<string> cidrs) => [.. cidrs.Select(cidr => Block(cidr, []))];

    static NetworkPolicyPeerArgs Block(string cidr, ImmutableArray<string> except)
    {
        var block = new IPBlockArgs { Cidr = cidr };
        foreach (var range in except)
            block.Except.Add(range);
        return new() { IpBlock = block };
    }

    static NetworkPolicyPortArgs PortOf(WorkloadPort port) => new() { Port = port.Number, Protocol = Protocol(port) };

    static string Protocol(WorkloadPort port) => port.Protocol == PortProtocol.Udp ? "UDP" : "TCP";

    static LabelSelectorArgs NamedNamespace(string name) => new() { MatchLabels = { ["kubernetes.io/metadata.name"] = name } };

    static LabelSelectorArgs Selector(ImmutableSortedDictionary<string, string> labels)
    {
        var selector = new LabelSelectorArgs();
        foreach (var (key, value) in labels)
            selector.MatchLabels.Add(key, value);
        return selector;
    }
}
