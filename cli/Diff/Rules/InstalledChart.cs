using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>A chart, whoever installs it.</summary>
/// <param name="Name">Chart.</param>
/// <param name="Version">Its version; null when not pinned.</param>
sealed record InstalledChart(string Name, string? Version)
{
    /// <summary>Where it comes from; null when the object does not say.</summary>
    public string? Repository { get; init; }

    /// <summary>Namespace of the release; null when it is not known.</summary>
    public string? Namespace { get; init; }

    /// <summary>Name of the release; null when it is not known.</summary>
    public string? Release { get; init; }

    /// <summary>Whether an object installs charts: Pulumi's own, an Argo CD Application, a Flux HelmRelease.</summary>
    public static bool IsChart(ObjectId id) => id.Kind == ObjectId.Chart
        || (id.Group, id.Kind) is ("argoproj.io", "Application") or ("helm.toolkit.fluxcd.io", "HelmRelease");

    /// <summary>The charts that an object installs.</summary>
    public static IEnumerable<InstalledChart> AllOf(DiffObject owner) => (owner.Id.Group, owner.Id.Kind) switch
    {
        (_, ObjectId.Chart) =>
        [
            new(owner.Text("chart") ?? "", owner.Text("version")) { Repository = owner.Text("repository"), Namespace = owner.Id.Namespace, Release = owner.Id.Name },
        ],
        ("argoproj.io", "Application") => owner.Maps("spec", "sources").Append(owner.Map("spec", "source"))
            .Where(source => source.ContainsKey("chart"))
            .Select(source => new InstalledChart(source.Text("chart") ?? "", source.Text("targetRevision"))
            {
                Repository = source.Text("repoURL"),
                Namespace = source.Text("helm", "namespace") ?? owner.Text("spec", "destination", "namespace"),
                Release = source.Text("helm", "releaseName") ?? owner.Id.Name,
            }),
        ("helm.toolkit.fluxcd.io", "HelmRelease") when owner.Map("spec", "chart", "spec") is { IsEmpty: false } chart =>
        [
            new(chart.Text("chart") ?? "", chart.Text("version"))
            {
                Namespace = owner.Text("spec", "targetNamespace") ?? owner.Id.Namespace,
                Release = owner.Text("spec", "releaseName") ?? owner.Id.Name,
            },
        ],
        ("source.toolkit.fluxcd.io", "OCIRepository") => [new(owner.Text("spec", "url") ?? "", owner.Text("spec", "ref", "tag"))],
        _ => [],
    };

    /// <summary>Charts that are in both states of an object, with their versions.</summary>
    public static IEnumerable<(string Name, string? Before, string? After)> Versions(ObjectChange change) =>
        change.Before is null || change.After is null
            ? []
            : from after in AllOf(change.After)
              from before in AllOf(change.Before)
              where before.Name == after.Name && before.Version != after.Version
              select (after.Name, before.Version, after.Version);

    /// <summary>What differs in the values of a chart.</summary>
    public static IEnumerable<FieldChange> Values(ObjectChange change) =>
        IsChart(change.Id) && change.Kind == ChangeKind.Changed ? change.Fields : [];
}
