using System.Collections.Immutable;
using System.Globalization;

namespace Basecamp.Manifests.Tests.Reachability;

/// <summary>Writes a random cluster as Kubernetes objects.</summary>
static class RandomClusterManifests
{
    public static IEnumerable<ImmutableDictionary<string, object>> Of(RandomCluster cluster) =>
        cluster.Namespaces.Select(ns => Map(
            ("apiVersion", "v1"), ("kind", "Namespace"), ("metadata", Map(("name", ns.Key), ("labels", Labels(ns.Value))))))
        .Concat(cluster.Policies.Select((policy, index) => policy.IsCilium ? Cilium(policy, index) : Standard(policy, index)));

    static ImmutableDictionary<string, object> Standard(RandomPolicy policy, int index) => Map(
        ("apiVersion", "networking.k8s.io/v1"), ("kind", "NetworkPolicy"), ("metadata", Name(policy, index)),
        ("spec", Map(
            ("podSelector", Selector(policy.Subject)),
            ("ingress", policy.Ingress is null ? null : List(policy.Ingress.Select(rule => StandardRule(rule, "from")))),
            ("egress", policy.Egress is null ? null : List(policy.Egress.Select(rule => StandardRule(rule, "to")))))));

    static ImmutableDictionary<string, object> StandardRule(RandomRule rule, string peers) => Map(
        (peers, rule.Peers is null ? null : List(rule.Peers.Select(peer => peer.Block is { } block
            ? Map(("ipBlock", Cidr(block)))
            : Map(
                ("namespaceSelector", peer.Namespace is null ? null : Selector(peer.Namespace)),
                ("podSelector", peer.Pod is null ? null : Selector(peer.Pod)))))),
        ("ports", rule.Ports is null ? null : List(rule.Ports.Select(port => Map(
            ("port", port.Name ?? (object?)(double?)port.Port), ("endPort", (double?)port.End), ("protocol", Protocol(port)))))));

    static ImmutableDictionary<string, object> Cilium(RandomPolicy policy, int index) => Map(
        ("apiVersion", "cilium.io/v2"), ("kind", "CiliumNetworkPolicy"), ("metadata", Name(policy, index)),
        ("spec", Map(
            ("endpointSelector", Selector(policy.Subject)),
            ("enableDefaultDeny", policy.DefaultDeny is { } isolates ? Map(("ingress", isolates), ("egress", isolates)) : null),
            ("ingress", List(policy.Ingress!.Select(rule => CiliumRule(rule, "from")))),
            ("ingressDeny", List(policy.IngressDeny.Select(rule => CiliumRule(rule, "from")))),
            ("egress", List(policy.Egress!.Select(rule => CiliumRule(rule, "to")))))));

    static ImmutableDictionary<string, object> CiliumRule(RandomRule rule, string prefix)
    {
        var peers = rule.Peers ?? [];
        return Map(
            ($"{prefix}Endpoints", NotEmpty(peers.Where(peer => peer is { Block: null, Entity: null }).Select(peer => Selector(
                [.. peer.Pod ?? [], .. (peer.Namespace ?? []).Select(condition =>
                    condition with { Key = $"io.cilium.k8s.namespace.labels.{condition.Key}" })])))),
            ($"{prefix}Entities", NotEmpty(peers.Select(peer => peer.Entity).OfType<string>())),
            ($"{prefix}CIDRSet", NotEmpty(peers.Select(peer => peer.Block).OfType<Block>().Select(Cidr))),
            ("toPorts", rule.Ports is null ? null : List([Map(("ports", List(rule.Ports.Select(port => Map(
                ("port", port.Name ?? (port.Port ?? 0).ToString(CultureInfo.InvariantCulture)), ("endPort", (double?)port.End), ("protocol", Protocol(port)))))))])));
    }

    static string Protocol(RandomPort port) => port.Protocol.ToString().ToUpperInvariant();

    static ImmutableDictionary<string, object> Cidr(Block block) =>
        Map(("cidr", block.Cidr), ("except", block.Except.Length == 0 ? null : List(block.Except)));

    static ImmutableDictionary<string, object> Name(RandomPolicy policy, int index) =>
        Map(("name", string.Create(CultureInfo.InvariantCulture, $"p{index}")), ("namespace", policy.Namespace));

    static ImmutableDictionary<string, object> Selector(Condition[] conditions) => Map(("matchExpressions", List(conditions.Select(condition => Map(
        ("key", condition.Key), ("operator", condition.Operator), ("values", condition.Values.Length == 0 ? null : List(condition.Values)))))));

    static ImmutableDictionary<string, object> Labels(ImmutableDictionary<string, string> labels) =>
        labels.ToImmutableDictionary(pair => pair.Key, pair => (object)pair.Value);

    static ImmutableArray<object> List(IEnumerable<object> values) => [.. values];

    static object? NotEmpty(IEnumerable<object> values) => List(values) is { Length: > 0 } list ? list : null;

    static ImmutableDictionary<string, object> Map(params (string Key, object? Value)[] members) =>
        members.Where(member => member.Value is not null).ToImmutableDictionary(member => member.Key, member => member.Value!);
}
