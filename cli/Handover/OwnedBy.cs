using System.Collections.Immutable;

namespace Basecamp.Cli.Handover;

/// <summary>What a GitOps engine consists of that has to stand still before somebody else takes over.</summary>
/// <param name="Namespace">Namespace of its controllers.</param>
/// <param name="Records">Kinds that tell it what to apply. Each may have a finalizer by which the engine deletes what it applied.</param>
sealed record OwnedBy(string Namespace, ImmutableArray<string> Records)
{
    /// <summary>By the value of <c>basecamp:delivery</c>. Pulumi is not among them: it only works while somebody runs it.</summary>
    public static ImmutableDictionary<string, OwnedBy> Engines { get; } = ImmutableDictionary<string, OwnedBy>.Empty
        .Add("argocd", new("argocd-system", ["applications.argoproj.io", "applicationsets.argoproj.io", "appprojects.argoproj.io"]))
        .Add("flux", new("flux-system",
        [
            "kustomizations.kustomize.toolkit.fluxcd.io", "helmreleases.helm.toolkit.fluxcd.io", "helmcharts.source.toolkit.fluxcd.io",
            "helmrepositories.source.toolkit.fluxcd.io", "gitrepositories.source.toolkit.fluxcd.io", "ocirepositories.source.toolkit.fluxcd.io",
            "buckets.source.toolkit.fluxcd.io",
        ]));
}
