using Basecamp.Manifests.Reachability.Policies;

namespace Basecamp.Manifests.Reachability.Reading;

/// <summary>Reads Cilium's endpoint selectors, which compare pod labels and, under special keys, the pods' namespace.</summary>
/// <remarks>Source: <see href="https://docs.cilium.io/en/stable/network/kubernetes/policy/"/>.</remarks>
static class CiliumSelectorReader
{
    const string NamespaceName = "io.kubernetes.pod.namespace";
    const string NamespaceLabels = "io.cilium.k8s.namespace.labels.";
    // Service account and cluster of a pod, which endpoints here do not carry.
    const string PolicyLabels = "io.cilium.k8s.policy.";

    /// <summary>A selector of peers: without a word on namespaces it means the policy's own, or all in a cluster-wide policy.</summary>
    public static PolicyPeer ReadPeer(ManifestReader reader, string? ns)
    {
        var (namespaces, pods, unknown) = Split(SelectorReader.Read(reader));
        if (unknown is not null)
            return new UnknownPeer($"{reader.Path}: label '{unknown}' is not known here");
        return new PodPeer(new(namespaces.Count == 0 ? ns : null, new(namespaces), new(pods)));
    }

    /// <summary>The <c>endpointSelector</c>, which never leaves the policy's namespace.</summary>
    public static PodSelector ReadSubject(ManifestReader reader, string? ns)
    {
        var (namespaces, pods, unknown) = Split(SelectorReader.Read(reader));
        if (unknown is not null)
            reader.Problem($"label '{unknown}' is not known here, so which pods the policy applies to cannot be told.");
        if (ns is not null && namespaces.Any(requirement =>
            requirement.Key == NamespaceDirectory.NameLabel && !requirement.IsMetBy(_ => ns)))
            reader.Problem($"selects another namespace than the policy's own, {ns}. Cilium ignores that.");
        return new(ns, new(namespaces), new(pods));
    }

    static (List<LabelRequirement> Namespaces, List<LabelRequirement> Pods, string? Unknown) Split(LabelSelector selector)
    {
        var namespaces = new List<LabelRequirement>();
        var pods = new List<LabelRequirement>();
        string? unknown = null;
        foreach (var requirement in selector.Requirements)
        {
            var key = requirement.Key switch
            {
                ['k', '8', 's', ':', .. var rest] => rest,
                ['a', 'n', 'y', ':', .. var rest] => rest,
                var plain => plain,
            };
            if (key.Contains(':') || key.StartsWith(PolicyLabels, StringComparison.Ordinal))
                unknown = requirement.Key;
            else if (key == NamespaceName)
                namespaces.Add(requirement with { Key = NamespaceDirectory.NameLabel });
            else if (key.StartsWith(NamespaceLabels, StringComparison.Ordinal))
                namespaces.Add(requirement with { Key = key[NamespaceLabels.Length..] });
            else
                pods.Add(requirement with { Key = key });
        }
        return (namespaces, pods, unknown);
    }
}
