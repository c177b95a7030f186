using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Manifests.Reachability;
using FsCheck;
using FsCheck.Fluent;

namespace Basecamp.Manifests.Tests.Reachability;

/// <summary>A condition on one label.</summary>
sealed record Condition(string Key, string Operator, string[] Values)
{
    public bool Holds(IReadOnlyDictionary<string, string> labels) => Operator switch
    {
        "In" => labels.TryGetValue(Key, out var value) && Values.Contains(value),
        "NotIn" => !labels.TryGetValue(Key, out var value) || !Values.Contains(value),
        "Exists" => labels.ContainsKey(Key),
        _ => !labels.ContainsKey(Key),
    };
}

/// <summary>A peer: conditions on the namespace's or the pod's labels, a block, or an entity of Cilium.</summary>
sealed record RandomPeer(Condition[]? Namespace, Condition[]? Pod, Block? Block, string? Entity);

sealed record Block(string Cidr, string[] Except);

/// <summary>A port by number, range or name; all null means every port of the protocol.</summary>
sealed record RandomPort(int? Port, int? End, string? Name, NetworkProtocol Protocol);

sealed record RandomRule(RandomPeer[]? Peers, RandomPort[]? Ports);

/// <summary>A policy of either kind.</summary>
sealed record RandomPolicy(
    string Namespace, bool IsCilium, Condition[] Subject, RandomRule[]? Ingress, RandomRule[]? Egress, RandomRule[] IngressDeny, bool? DefaultDeny);

/// <summary>A pod with its address; the others are a node and an external address.</summary>
sealed record Machine(string Id, string? Namespace, ImmutableDictionary<string, string> Labels, string Address, EndpointPort[] Ports);

/// <summary>Namespaces with labels, machines and policies.</summary>
sealed record RandomCluster(
    ImmutableDictionary<string, ImmutableDictionary<string, string>> Namespaces, Machine[] Machines, RandomPolicy[] Policies, PolicyEngine Engine)
{
    public static readonly string[] NamespaceNames = ["n0", "n1", "n2"];

    static readonly Block[] Blocks =
    [
        new("0.0.0.0/0", []), new("0.0.0.0/0", ["10.0.0.0/8"]), new("10.42.0.0/16", []), new("10.0.0.0/8", []), new("10.0.0.0/8", ["10.42.0.0/16"]),
        new("8.0.0.0/8", []), new("0.0.0.0/0", ["8.8.8.8/32", "10.0.0.1/32"]),
        new("::/0", []), new("::/0", ["2001:db8::/32"]), new("2001:db8::/32", []), new("2000::/3", ["2001:db8::/64", "2001:db8:1::/64"]),
    ];

    /// <summary>Clusters with three namespaces, six pods, a node, three external addresses of both families and up to six policies.</summary>
    public static Arbitrary<RandomCluster> Of(PolicyEngine engine) => (
        from labels in Labels.ListOf(3)
        from pods in Labels.ListOf(6)
        from policies in Policy(engine).ListOf().Resize(6)
        select new RandomCluster(
            NamespaceNames.Zip(labels).ToImmutableDictionary(
                pair => pair.First, pair => pair.Second.SetItem("kubernetes.io/metadata.name", pair.First)),
            [
                .. pods.Select((pod, index) => Pod(index, pod)),
                new("node", null, Empty, "10.0.0.1", [new(80)]),
                new("outside", null, Empty, "8.8.8.8", [new(80)]),
                new("nearby", null, Empty, "10.9.9.9", [new(80)]),
                new("outside6", null, Empty, "2001:db8::8", [new(80)]),
            ],
            [.. policies],
            engine)).ToArbitrary();

    static readonly ImmutableDictionary<string, string> Empty = ImmutableDictionary<string, string>.Empty;

    static Machine Pod(int index, ImmutableDictionary<string, string> labels)
    {
        var ns = NamespaceNames[index % 3];
        // The same name stands for different numbers.
        return new($"{ns}/pod{index}", ns, labels, string.Create(CultureInfo.InvariantCulture, $"10.42.0.{index + 1}"),
            [new(80 + (index % 2), Name: "main"), new(53, NetworkProtocol.Udp, "dns")]);
    }

    static Gen<ImmutableDictionary<string, string>> Labels =>
        from app in Gen.Elements("x", "y", "")
        from tier in Gen.Elements("1", "2", "")
        select Empty.AddRange(new Dictionary<string, string> { ["app"] = app, ["tier"] = tier }.Where(pair => pair.Value.Length > 0));

    static Gen<Condition> Condition =>
        from key in Gen.Elements("app", "tier")
        from comparison in Gen.Elements("In", "NotIn", "Exists", "DoesNotExist")
        from values in Gen.Elements<string[]>(["x"], ["y"], ["1"], ["x", "1"], ["y", "2"])
        select new Condition(key, comparison, comparison is "In" or "NotIn" ? values : []);

    static Gen<Condition[]> Conditions => from conditions in Condition.ListOf().Resize(2) select conditions.ToArray();

    static Gen<T?> Maybe<T>(Gen<T> generator)
        where T : class => Gen.Frequency((1, Gen.Constant<T?>(null)), (3, generator.Select(value => (T?)value)));

    static Gen<RandomPeer> StandardPeer => Gen.OneOf(
        from ns in Conditions select new RandomPeer(ns, null, null, null),
        from pod in Conditions select new RandomPeer(null, pod, null, null),
        from ns in Conditions from pod in Conditions select new RandomPeer(ns, pod, null, null),
        from block in Gen.Elements(Blocks) select new RandomPeer(null, null, block, null));

    // Cilium refuses different kinds of peers in one rule, so a rule has one kind.
    static Gen<RandomPeer[]> CiliumPeers => Gen.OneOf(
        (from peer in Gen.OneOf(
            from ns in Conditions from pod in Conditions select new RandomPeer(ns, pod, null, null),
            from pod in Conditions select new RandomPeer(null, pod, null, null))
         select peer).NonEmptyListOf().Resize(2).Select(peers => peers.ToArray()),
        from entity in Gen.Elements("all", "cluster", "world", "host", "remote-node", "kube-apiserver", "health")
        select new[] { new RandomPeer(null, null, null, entity) },
        from block in Gen.Elements(Blocks) select new[] { new RandomPeer(null, null, block, null) });

    static Gen<RandomPort> Port =>
        from protocol in Gen.Elements(NetworkProtocol.Tcp, NetworkProtocol.Udp)
        from port in Gen.Elements<RandomPort>(
            new(80, null, null, protocol), new(81, null, null, protocol), new(80, 90, null, protocol), new(null, null, "main", protocol),
            new(null, null, "dns", protocol), new(null, null, null, protocol))
        select port;

    static Gen<RandomPort[]?> Ports => Maybe(Port.NonEmptyListOf().Resize(2).Select(ports => ports.ToArray()));

    static Gen<RandomRule> StandardRule =>
        from peers in Maybe(StandardPeer.ListOf().Resize(2).Select(peers => peers.ToArray()))
        from ports in Ports
        select new RandomRule(peers, ports);

    static Gen<RandomRule> CiliumRule =>
        from peers in Maybe(CiliumPeers)
        from ports in Ports
        select new RandomRule(peers, ports);

    static Gen<RandomRule[]> Rules(Gen<RandomRule> rule) => rule.ListOf().Resize(3).Select(rules => rules.ToArray());

    static Gen<RandomPolicy> Standard =>
        from ns in Gen.Elements(NamespaceNames)
        from subject in Conditions
        from ingress in Maybe(Rules(StandardRule))
        from egress in Maybe(Rules(StandardRule))
        select new RandomPolicy(ns, false, subject, ingress, egress, [], null);

    static Gen<RandomPolicy> Cilium =>
        from ns in Gen.Elements(NamespaceNames)
        from subject in Conditions
        from ingress in Rules(CiliumRule)
        from egress in Rules(CiliumRule)
        from deny in Rules(CiliumRule)
        from defaultDeny in Gen.Elements<bool?>(null, null, true, false)
        where ingress.Length + egress.Length + deny.Length > 0
        select new RandomPolicy(ns, true, subject, ingress, egress, deny, defaultDeny);

    static Gen<RandomPolicy> Policy(PolicyEngine engine) => engine == PolicyEngine.Cilium ? Gen.OneOf(Standard, Cilium) : Standard;
}
