using Basecamp.Manifests.Reachability.Policies;

namespace Basecamp.Manifests.Reachability.Reading;

/// <summary>Reads <c>networking.k8s.io/v1</c> NetworkPolicy.</summary>
/// <remarks>Source: <see href="https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/"/>.</remarks>
static class StandardPolicyReader
{
    public static Policy Read(string id, string ns, ManifestReader spec)
    {
        var subject = spec.Object("podSelector") is { } selector ? SelectorReader.Read(selector) : LabelSelector.Everything;
        var hasEgress = spec.Has("egress");
        // Without policyTypes every policy concerns ingress, and egress only if it has the section.
        var types = spec.Texts("policyTypes") is { Count: > 0 } given ? given : hasEgress ? ["Ingress", "Egress"] : ["Ingress"];
        foreach (var type in types.Where(type => type is not ("Ingress" or "Egress")))
            spec.Problem("policyTypes", $"'{type}' must be Ingress or Egress.");
        var ingress = ReadRules(spec.Objects("ingress"), "from", ns);
        var egress = ReadRules(spec.Objects("egress"), "to", ns);
        spec.NothingElse();
        return new(id, new(ns, LabelSelector.Everything, subject), Direction("Ingress", ingress), Direction("Egress", egress));

        PolicyDirection Direction(string type, IReadOnlyList<PolicyRule> rules) =>
            types.Contains(type) ? new(true, rules, []) : PolicyDirection.Nothing;
    }

    static List<PolicyRule> ReadRules(IReadOnlyList<ManifestReader>? rules, string peersMember, string ns)
    {
        var read = new List<PolicyRule>();
        foreach (var rule in rules ?? [])
        {
            var peers = rule.Objects(peersMember);
            var ports = rule.Objects("ports");
            // An empty list is the same as none: everyone, every port.
            read.Add(new(
                rule.Path,
                peers is { Count: > 0 } ? [.. peers.Select(peer => ReadPeer(peer, ns)).OfType<PolicyPeer>()] : null,
                ports is { Count: > 0 } ? [.. ports.Select(ReadPort).OfType<PortMatch>()] : null));
            rule.NothingElse();
        }
        return read;
    }

    static PolicyPeer? ReadPeer(ManifestReader peer, string ns)
    {
        var block = peer.Object("ipBlock");
        var pods = peer.Object("podSelector");
        var namespaces = peer.Object("namespaceSelector");
        peer.NothingElse();
        if (block is not null)
        {
            if (pods is not null || namespaces is not null)
                peer.Problem("has ipBlock and a selector. Make them two items of the list.");
            return AddressBlockReader.Read(block) is { } addresses ? new AddressPeer(addresses) : null;
        }
        if (pods is null && namespaces is null)
        {
            peer.Problem("is empty. A peer needs podSelector, namespaceSelector or ipBlock.");
            return null;
        }
        var podLabels = pods is null ? LabelSelector.Everything : SelectorReader.Read(pods);
        return new PodPeer(namespaces is null
            ? new(ns, LabelSelector.Everything, podLabels)
            : new(null, SelectorReader.Read(namespaces), podLabels));
    }

    static PortMatch? ReadPort(ManifestReader port)
    {
        var number = port.NumberOrText("port");
        var end = port.Number("endPort");
        var text = port.Text("protocol") ?? "TCP";
        port.NothingElse();
        if (PortText.Protocol(text) is not { } protocol)
        {
            port.Problem("protocol", $"is '{text}'. It must be TCP, UDP or SCTP.");
            return null;
        }
        switch (number)
        {
            case null when end is null:
                return PortMatch.All(protocol);
            case string name when end is null && name.Any(char.IsAsciiLetter):
                return new(protocol, null, 0, name);
            case int first and >= 1 and <= 65535 when (end ?? first) is var last && last >= first && last <= 65535:
                return new(protocol, first, last, null);
            default:
                port.Problem(
                    $"has port '{number}' and endPort '{end}'. A port is a number from 1 to 65535 or the name of a container "
                    + "port; endPort goes with a number and is not below it.");
                return null;
        }
    }
}
