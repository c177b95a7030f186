using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Reachability;

namespace Basecamp.Cli.Diff.Network;

/// <summary>Ports that policies speak of. Of 65535 no others can make a difference, but those that no rule names: one stands for them.</summary>
sealed class PolicyPorts
{
    /// <summary>Stands for every port that no rule names.</summary>
    public static EndpointPort Other { get; } = new(64999);

    // Named ports have numbers that only the pods know, so each name gets one that nobody uses.
    const int FirstNamed = 64000;

    readonly Dictionary<string, EndpointPort> named = new(StringComparer.Ordinal);
    readonly Dictionary<string, HashSet<EndpointPort>> byNamespace = new(StringComparer.Ordinal);
    readonly HashSet<EndpointPort> outside = [new(443), Other];

    public PolicyPorts(IEnumerable<DiffObject> policies)
    {
        foreach (var policy in policies)
        {
            foreach (var rule in Rules(policy, "ingress"))
                Add(policy.Id.Namespace ?? "", rule);
            foreach (var rule in Rules(policy, "egress"))
            {
                foreach (var ns in NamespacesIn(rule, policy.Id.Namespace ?? ""))
                    Add(ns, rule);
                if (MayLeave(rule))
                    outside.UnionWith(PortsIn(rule));
            }
        }
    }

    /// <summary>Ports of addresses outside of the cluster.</summary>
    public IReadOnlyList<EndpointPort> Outside => [.. outside];

    /// <summary>Ports of pods in a namespace: those they declare, those that policies speak of, and one for all others.</summary>
    public IReadOnlyList<EndpointPort> Of(string ns, IEnumerable<EndpointPort> declared)
    {
        var ports = declared.ToList();
        var names = ports.Select(port => port.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        ports.AddRange(byNamespace.GetValueOrDefault(ns) ?? []);
        ports.AddRange(byNamespace.GetValueOrDefault("") ?? []);
        // A name that the pods declare has its number already.
        ports.RemoveAll(port => IsStandIn(port) && names.Contains(port.Name!));
        ports.Add(Other);
        return [.. ports.DistinctBy(port => (port.Number, port.Protocol))];
    }

    /// <summary>A port as people call it.</summary>
    public static string Shown(EndpointPort port) => port.Number == Other.Number ? "every port" : IsStandIn(port) ? port.Name! : port.ToString();

    static bool IsStandIn(EndpointPort port) => port is { Number: >= FirstNamed and < 64999, Name: not null };

    void Add(string ns, ImmutableDictionary<string, object> rule)
    {
        if (!byNamespace.TryGetValue(ns, out var ports))
            byNamespace[ns] = ports = [];
        ports.UnionWith(PortsIn(rule));
    }

    IEnumerable<EndpointPort> PortsIn(ImmutableDictionary<string, object> rule)
    {
        foreach (var map in rule.Maps("ports").Concat(rule.Maps("toPorts").SelectMany(item => item.Maps("ports"))))
        {
            var protocol = map.Text("protocol") switch { "UDP" => NetworkProtocol.Udp, "SCTP" => NetworkProtocol.Sctp, _ => NetworkProtocol.Tcp };
            var given = map.GetValueOrDefault("port");
            var number = given switch
            {
                double value and >= 1 and <= 65535 => (int)value,
                string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed is >= 1 and <= 65535 => parsed,
                _ => 0,
            };
            if (number > 0)
            {
                yield return new(number, protocol);
                // Both ends of a range; what is between them is like them.
                if (map.GetValueOrDefault("endPort") is double end and <= 65535 && end > number)
                    yield return new((int)end, protocol);
            }
            else if (given is string { Length: > 0 } name && name.Any(char.IsAsciiLetter))
                yield return Named(name, protocol);
        }
    }

    EndpointPort Named(string name, NetworkProtocol protocol)
    {
        if (!named.TryGetValue(name, out var port))
            named[name] = port = new(FirstNamed + (named.Count % 900), protocol, name);
        return port;
    }

    static IEnumerable<ImmutableDictionary<string, object>> Rules(DiffObject policy, string direction) =>
        policy.Maps("specs").Append(policy.Map("spec")).SelectMany(spec => spec.Maps(direction));

    static IEnumerable<string> NamespacesIn(ImmutableDictionary<string, object> rule, string own)
    {
        foreach (var peer in rule.Maps("to"))
        {
            if (!peer.ContainsKey("namespaceSelector"))
                yield return own;
            else if (peer.Map("namespaceSelector").Map("matchLabels").Text("kubernetes.io/metadata.name") is { } ns)
                yield return ns;
        }
        foreach (var peer in rule.Maps("toEndpoints"))
            yield return peer.Map("matchLabels").Text("k8s:io.kubernetes.pod.namespace") ?? peer.Map("matchLabels").Text("io.kubernetes.pod.namespace") ?? own;
    }

    static bool MayLeave(ImmutableDictionary<string, object> rule) =>
        rule.Keys.Any(key => key is "toCIDR" or "toCIDRSet" or "toEntities" or "toFQDNs")
        || (!rule.ContainsKey("toEndpoints") && (!rule.Maps("to").Any() || rule.Maps("to").Any(peer => peer.ContainsKey("ipBlock"))));
}
