using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.Diff.Rules;
using Basecamp.Cli.Render;
using Basecamp.Components.Catalog;

namespace Basecamp.Cli.Diff.Output;

/// <summary>A chart that gets another version, and what that does.</summary>
/// <param name="Name">Name of the chart.</param>
/// <param name="Before">Its version.</param>
/// <param name="After">Its next version.</param>
sealed record ChartBump(string Name, string Before, string After)
{
    /// <summary>Namespace of the release; null when it is not known.</summary>
    public string? Namespace { get; private init; }

    /// <summary>Name of the release; null when it is not known.</summary>
    public string? Release { get; private init; }

    /// <summary>Page of the release notes; null when nobody knows it.</summary>
    public string? Notes { get; private init; }

    /// <summary>Whether the objects that it renders to were compared, not only version and values.</summary>
    public bool IsCompared { get; private init; }

    /// <summary>Objects of it that change.</summary>
    public IReadOnlyList<ObjectChange> Objects { get; private init; } = [];

    /// <summary>What must not be missed about these objects.</summary>
    public IReadOnlyList<ChangeFinding> Findings { get; private init; } = [];

    /// <summary>The highest severity among <see cref="Findings"/>; null when there is none.</summary>
    public Severity? Gravest => Findings.Count == 0 ? null : Findings.Max(finding => finding.Severity);

    /// <summary>How many findings are of a severity.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>Every chart that is in both states with another version, those with the gravest findings first.</summary>
    public static IReadOnlyList<ChartBump> AllOf(DiffSide before, DiffSide after, IReadOnlyList<ObjectChange> changes, IReadOnlyList<ChangeFinding> findings)
    {
        var isCompared = ChartObjectsOfBoth.AreIn(before) && ChartObjectsOfBoth.AreIn(after);
        var bumps = from change in changes
                    where change is { Before: not null, After: not null }
                    from current in InstalledChart.AllOf(change.After!)
                    from old in InstalledChart.AllOf(change.Before!)
                    where old.Name == current.Name && old.Version != current.Version
                    let objects = changes.Where(each => IsOf(each, current)).ToHashSet<ObjectChange>(ReferenceEqualityComparer.Instance)
                    select new ChartBump(NameOf(current), old.Version ?? "(not pinned)", current.Version ?? "(not pinned)")
                    {
                        Namespace = current.Namespace,
                        Release = current.Release,
                        Notes = current.Version is { } version ? ReleaseNotes.Of(NameOf(current), current.Repository, version) : null,
                        IsCompared = isCompared,
                        Objects = [.. changes.Where(objects.Contains)],
                        Findings = [.. findings.Where(finding => finding.Object is { } about && objects.Contains(about))],
                    };
        return
        [
            .. bumps.OrderByDescending(bump => bump.Gravest ?? (Severity)(-1))
                .ThenByDescending(bump => bump.Count(Severity.Danger)).ThenByDescending(bump => bump.Count(Severity.Caution))
                .ThenBy(bump => bump.Name, StringComparer.Ordinal)
                .ThenBy(bump => bump.Namespace, StringComparer.Ordinal).ThenBy(bump => bump.Release, StringComparer.Ordinal),
        ];
    }

    /// <summary>What it does, a line.</summary>
    public string Summary()
    {
        if (!IsCompared)
            return "what it renders to is not compared";
        if (Objects.Count == 0)
            return "it renders to the same objects";
        (Severity Severity, string One, string Several)[] words =
        [
            (Severity.Danger, "dangerous", "dangerous"), (Severity.Caution, "caution", "cautions"), (Severity.Notice, "notice", "notices"),
        ];
        var counts = (from word in words
                      let count = Count(word.Severity)
                      where count > 0
                      select $"{count:N0} {(count == 1 ? word.One : word.Several)}").ToList();
        return $"{(counts.Count == 0 ? "nothing to watch out for" : string.Join(", ", counts))} · {DiffReport.Kinds(Objects)} of its objects";
    }

    static bool IsOf(ObjectChange change, InstalledChart chart) =>
        chart is { Namespace: { } ns, Release: { } release } && RenderedPath.IsOfChart(change.Object.Place)
        && change.Object.Place.Split('/') is [_, _, var inNamespace, var ofRelease, _]
        && inNamespace == RenderedPath.Part(ns) && ofRelease == RenderedPath.Part(release);

    // oci://host/path/name is one address in an OCIRepository.
    static string NameOf(InstalledChart chart) => chart.Name[(chart.Name.LastIndexOf('/') + 1)..];
}
