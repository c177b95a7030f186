using Basecamp.Manifests.Reachability.Policies;

namespace Basecamp.Manifests.Reachability.Reading;

/// <summary>Reads one <c>spec</c> of CiliumNetworkPolicy or CiliumClusterwideNetworkPolicy (<c>cilium.io/v2</c>).</summary>
/// <remarks>Source: <see href="https://docs.cilium.io/en/stable/security/policy/"/>.</remarks>
static class CiliumPolicyReader
{
    /// <summary>The policy; null for one that protects nodes instead of pods.</summary>
    /// <param name="id">Kind and name.</param>
    /// <param name="ns">The policy's namespace; null when it is cluster-wide.</param>
    /// <param name="spec">The object to read.</param>
    public static Policy? Read(string id, string? ns, ManifestReader spec)
    {
        var subject = spec.Object("endpointSelector");
        var nodes = spec.Object("nodeSelector");
        if (subject is null == nodes is null)
            spec.Problem("needs either endpointSelector or nodeSelector.");
        var defaults = spec.Object("enableDefaultDeny");
        var ingress = ReadDirection(spec, "ingress", "from", defaults, ns);
        var egress = ReadDirection(spec, "egress", "to", defaults, ns);
        if (ingress == PolicyDirection.Nothing && egress == PolicyDirection.Nothing)
            spec.Problem("has no rule in either direction, which Cilium refuses. For default deny write a rule that is empty: '- {}'.");
        defaults?.NothingElse();
        spec.Ignore("description", "labels", "log");
        spec.NothingElse();
        return subject is null ? null : new(id, CiliumSelectorReader.ReadSubject(subject, ns), ingress, egress);
    }

    static PolicyDirection ReadDirection(ManifestReader spec, string direction, string prefix, ManifestReader? defaults, string? ns)
    {
        var allow = spec.Objects(direction) ?? [];
        var deny = spec.Objects($"{direction}Deny") ?? [];
        // Unlike in Kubernetes, an empty list isolates nothing.
        var isolates = defaults?.Flag(direction) ?? (allow.Count + deny.Count > 0);
        return allow.Count + deny.Count == 0 && !isolates
            ? PolicyDirection.Nothing
            : new(
                isolates,
                [.. allow.SelectMany(rule => ReadRule(rule, prefix, ns))],
                [.. deny.SelectMany(rule => ReadRule(rule, prefix, ns))]);
    }

    static List<PolicyRule> ReadRule(ManifestReader rule, string prefix, string? ns)
    {
        var peers = new CiliumPeerReader(rule, prefix, ns).Read();
        var ports = rule.Objects("toPorts");
        var isForIcmp = rule.Has("icmps");
        if (isForIcmp && ports is { Count: > 0 })
            rule.Problem("combines icmps and toPorts, which Cilium refuses.");
        var authentication = rule.Object("authentication")?.Text("mode") is { } mode and not "disabled"
            ? $"mutual authentication {mode}"
            : null;
        rule.NothingElse();
        if (isForIcmp)
            return [];
        if (ports is not { Count: > 0 })
            // A rule that names neither peers nor ports allows nothing; it only isolates.
            return peers is null ? [] : [new(rule.Path, peers, null, authentication)];
        var read = new List<PolicyRule>();
        foreach (var item in ports)
        {
            var (matches, note) = CiliumPortReader.Read(item);
            var notes = new[] { note, authentication }.OfType<string>().ToList();
            read.Add(new(rule.Path, peers, matches, notes.Count == 0 ? null : string.Join("; ", notes)));
        }
        return read;
    }
}
