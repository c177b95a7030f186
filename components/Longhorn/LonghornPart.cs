using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Storage;

namespace Basecamp.Components.Longhorn;

/// <summary>Longhorn, where the stack file has <c>longhorn</c>.</summary>
public sealed class LonghornPart : PlatformPart<LonghornSpec>
{
    /// <inheritdoc/>
    public override string Name => "longhorn";

    /// <inheritdoc/>
    public override string Section => "longhorn";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Longhorn];

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Longhorn.NamespaceName];

    /// <inheritdoc/>
    public override IEnumerable<string> BackedUpElsewhere(PlatformPlan plan) => [Longhorn.NamespaceName];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Storage;

    /// <inheritdoc/>
    public override IEnumerable<Need> NeedsIn(PlatformPlan plan) => LonghornRules.NeedsIn(plan);

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems) => LonghornRules.Check(plan, problems);

    /// <inheritdoc/>
    protected override PlatformFacts Describe(PlatformFacts facts, LonghornSpec settings) => facts with { Snapshots = true, Classes = Longhorn.Classes };

    /// <inheritdoc/>
    protected override void Install(LonghornSpec settings, PlatformPlan plan, PlatformBuild build)
    {
        ImmutableArray<PlatformComponent> after = [.. build.Before(this), .. build.All<SnapshotController>()];
        build.Add(this, new Longhorn(Name, new() { Platform = build.Context, Spec = settings, Store = build.Stores.External, After = after }, build.Child));
        build.Classes = Longhorn.Classes;
    }
}
