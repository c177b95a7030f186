using System.Collections.Immutable;

namespace Basecamp.Components.Delivery;

/// <summary>
/// What keeps stateful objects alive when somebody prunes, renames or deletes: annotations that Argo CD and Flux obey, and the matching
/// Pulumi option. All are set whoever delivers, so that handing over never opens a gap (argo-cd#17440, #22607).
/// </summary>
public static class Guards
{
    /// <summary>Annotations of a stateful object: Argo CD asks before it prunes or deletes, Flux and Helm never do.</summary>
    /// <remarks>Sorted: text is written from them, and the order of other dictionaries differs from process to process.</remarks>
    public static ImmutableSortedDictionary<string, string> Annotations { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
        .Add("argocd.argoproj.io/sync-options", "Prune=confirm,Delete=confirm")
        .Add("helm.sh/resource-policy", "keep")
        .Add("kustomize.toolkit.fluxcd.io/prune", "disabled");
}
