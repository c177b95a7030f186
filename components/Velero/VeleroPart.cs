using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Longhorn;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;

namespace Basecamp.Components.Velero;

/// <summary>Velero, where the stack file has <c>velero</c>.</summary>
public sealed class VeleroPart : PlatformPart<VeleroSpec>
{
    /// <inheritdoc/>
    public override string Name => "velero";

    /// <inheritdoc/>
    public override string Section => "velero";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Velero];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => Velero.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Velero.NamespaceName];

    /// <inheritdoc/>
    public override bool WritesBackups(PlatformPlan plan) => IsIn(plan);

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Storage];

    /// <inheritdoc/>
    public override IEnumerable<Need> NeedsIn(PlatformPlan plan)
    {
        if (IsIn(plan))
            yield return new(Section, "objectStore", plan.Has<ObjectStoreSpec>(), "is set, but there is no store for backups. Add `objectStore.external`.");
    }

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems)
    {
        if (SettingsIn(plan) is { } velero)
            VeleroRules.Check(velero, problems.At(Section));
    }

    /// <inheritdoc/>
    protected override PlatformFacts Describe(PlatformFacts facts, VeleroSpec settings) => facts with { Velero = true, NotBackedUp = [.. settings.Exclude] };

    /// <inheritdoc/>
    protected override void Install(VeleroSpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new Velero(
            Name,
            new()
            {
                Platform = build.Context,
                Spec = settings,
                Store = build.Stores.ForBackups!,
                HasSnapshots = plan.Has<LonghornSpec>(),
                SnapshotClasses = plan.Has<LonghornSpec>() ? [build.Classes.Replicated!, build.Classes.Database!] : [],
                SnapshotsDefaultClass = plan.Section<LonghornSpec>() is { DefaultClass: true },
                BackedUpElsewhere = [.. plan.Chosen.SelectMany(part => part.BackedUpElsewhere(plan))],
                After = build.Before(this),
            },
            build.Child));
}
