using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;

namespace Basecamp.Components.SeaweedFs;

/// <summary>SeaweedFS, where the stack file has <c>objectStore.inCluster</c>.</summary>
public sealed class SeaweedFsPart : PlatformPart<SeaweedFsSpec>
{
    /// <inheritdoc/>
    public override string Name => "seaweedfs";

    /// <inheritdoc/>
    public override string Section => "objectStore.inCluster";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.SeaweedFs];

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [SeaweedFs.NamespaceName];

    /// <inheritdoc/>
    public override IEnumerable<string> BackedUpElsewhere(PlatformPlan plan) => [SeaweedFs.NamespaceName];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Storage];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Storage;

    /// <inheritdoc/>
    public override IEnumerable<Need> NeedsIn(PlatformPlan plan) => SeaweedFsRules.NeedsIn(plan);

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems)
    {
        if (plan.Section<ObjectStoreSpec>() is { } stores)
            ObjectStoreRules.Check(stores, problems.At("objectStore"));
        SeaweedFsRules.Check(plan, problems);
    }

    /// <inheritdoc/>
    protected override void Install(SeaweedFsSpec settings, PlatformPlan plan, PlatformBuild build)
    {
        var store = build.Add(
            this, new SeaweedFs(Name, new() { Platform = build.Context, Spec = settings, Classes = build.Classes, After = build.Before(this) }, build.Child));
        build.Stores = build.Stores with { InCluster = store.Target };
    }
}
