using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Reachability.Policies;

namespace Basecamp.Manifests.Reachability.Reading;

/// <summary>Reads whom a rule of Cilium speaks of.</summary>
sealed class CiliumPeerReader(ManifestReader rule, string prefix, string? ns)
{
    static readonly HashSet<string> Entities = new(StringComparer.Ordinal)
    {
        "all", "cluster", "health", "host", "ingress", "init", "kube-apiserver", "none", "remote-node", "unmanaged", "world", "world-ipv4",
        "world-ipv6",
    };

    readonly List<string> given = [];

    /// <summary>The peers; null when the rule names none, which only means everyone if it names ports.</summary>
    public IReadOnlyList<PolicyPeer>? Read()
    {
        var peers = new List<PolicyPeer>();
        foreach (var selector in Objects("Endpoints"))
            peers.Add(CiliumSelectorReader.ReadPeer(selector, ns));
        foreach (var entity in Texts("Entities"))
        {
            if (Entities.Contains(entity))
                peers.Add(new EntityPeer(entity));
            else
                rule.Problem(
                    $"{prefix}Entities", $"'{entity}' must be one of {string.Join(", ", Entities.Order(StringComparer.Ordinal))}.");
        }
        foreach (var cidr in Texts("CIDR"))
        {
            if (AddressSet.TryParse(cidr) is { } addresses)
                peers.Add(new AddressPeer(addresses));
            else
                rule.Problem($"{prefix}CIDR", $"'{cidr}' is neither an address nor a CIDR.");
        }
        foreach (var block in Objects("CIDRSet"))
        {
            if (block.Has("cidrGroupRef") || block.Has("cidrGroupSelector"))
                peers.Add(new UnknownPeer($"{block.Path} refers to a CIDR group"));
            else if (AddressBlockReader.Read(block) is { } addresses)
                peers.Add(new AddressPeer(addresses));
        }
        if (prefix == "to")
        {
            foreach (var name in Objects("FQDNs"))
                peers.Add(ReadHostName(name));
            ReadUnknown("Services", peers);
        }
        ReadUnknown("Nodes", peers);
        ReadUnknown("Groups", peers);
        if (rule.Has($"{prefix}Requires"))
            rule.Problem($"{prefix}Requires", "is deprecated by Cilium and not evaluated here. Put its labels into the selectors.");
        if (given.Count > 1)
            rule.Problem($"combines {string.Join(" and ", given)}, which Cilium refuses. Make them separate rules.");
        return given.Count == 0 ? null : peers;
    }

    static PolicyPeer ReadHostName(ManifestReader name)
    {
        var exact = name.Text("matchName");
        var pattern = name.Text("matchPattern");
        name.NothingElse();
        if (exact is null == pattern is null)
            name.Problem("needs either matchName or matchPattern.");
        if (pattern is not null && pattern.Contains("**", StringComparison.Ordinal))
            return new UnknownPeer($"{name.Path}: '**' depends on Cilium's version");
        return new HostNamePeer(new(exact ?? pattern ?? ""));
    }

    void ReadUnknown(string member, List<PolicyPeer> peers)
    {
        if (Objects(member).Count > 0)
            peers.Add(new UnknownPeer($"{rule.Path}.{prefix}{member} is not evaluated"));
    }

    IReadOnlyList<ManifestReader> Objects(string member) => Given(member, rule.Objects(prefix + member));

    IReadOnlyList<string> Texts(string member) => Given(member, rule.Texts(prefix + member));

    IReadOnlyList<T> Given<T>(string member, IReadOnlyList<T>? list)
    {
        if (list is null)
            return [];
        given.Add(prefix + member);
        // Nobody in some versions of Cilium, everyone in others.
        if (list.Count == 0)
            rule.Problem(prefix + member, "is an empty list. Leave it out to allow everyone; leave out the rule to allow no one.");
        return list;
    }
}
