using System.Collections.Immutable;
using Basecamp.Components.Values;

namespace Basecamp.Components.Kyverno;

/// <summary>
/// Namespaces that Kyverno never hears of. Its webhook asks Kyverno, which needs the network, DNS and machines: if their pods had to ask first,
/// a cluster that was switched off could never start again (kyverno#16177). The exemption is in the webhook itself, where the API server reads
/// it without asking anybody; one inside Kyverno would not help while Kyverno is away.
/// </summary>
static class ExemptNamespaces
{
    // By name what others create; what basecamp manages says itself that the cluster needs it.
    static readonly ImmutableArray<string> Named =
        ["kube-system", "kube-public", "kube-node-lease", Kyverno.NamespaceName, Calico.Calico.OperatedNamespace, "argocd-system", "flux-system"];

    /// <summary>Selector of everything else.</summary>
    public static ImmutableArray<ValueTree> Others(PolicySpec spec) =>
    [
        NotIn("kubernetes.io/metadata.name", Named.Concat(spec.ExemptNamespaces).Distinct(StringComparer.Ordinal)),
        // Namespaces without the label match this: only those that carry it are exempt.
        NotIn("basecamp.io/tier", ["system"]),
    ];

    static ValueTree NotIn(string key, IEnumerable<string> values) => new() { ["key"] = key, ["operator"] = "NotIn", ["values"] = values };
}
