using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;

namespace Basecamp.Components.NodeCare;

/// <summary>The descheduler, where the stack file has <c>nodeCare.rebalance</c>.</summary>
public sealed class RebalancingPart : PlatformPart<RebalanceSpec>
{
    /// <inheritdoc/>
    public override string Name => "descheduler";

    /// <inheritdoc/>
    public override string Section => "nodeCare.rebalance";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Descheduler];

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Rebalancing.NamespaceName];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Entry, Parts.Stage.Metrics];

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems)
    {
        if (SettingsIn(plan) is { MostPerNode: < 1 } rebalance)
            problems.Add($"{Section}.mostPerNode", $"is {rebalance.MostPerNode}, but must be at least 1. Remove `rebalance:` to switch it off.");
    }

    /// <inheritdoc/>
    protected override void Install(RebalanceSpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new Rebalancing(Name, new() { Platform = build.Context, Rebalance = settings, After = build.Before(this) }, build.Child));
}
