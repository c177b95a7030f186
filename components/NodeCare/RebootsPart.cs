using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;

namespace Basecamp.Components.NodeCare;

/// <summary>kured, where the stack file has <c>nodeCare.reboots</c>.</summary>
public sealed class RebootsPart : PlatformPart<RebootSpec>
{
    /// <inheritdoc/>
    public override string Name => "kured";

    /// <inheritdoc/>
    public override string Section => "nodeCare.reboots";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Kured];

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Reboots.NamespaceName];

    // Monitoring, if there is any: reboots wait for its alerts.
    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Entry, Parts.Stage.Metrics];

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems)
    {
        if (SettingsIn(plan) is not { } reboots)
            return;
        var at = problems.At(Section);
        if (plan.Cluster.Provider == MachineProvider.K3d)
            at.Add("", "is set, but the cluster's machines are containers, which never ask for a reboot. Remove it.");
        WindowRules.Check(reboots.Window, at.At("window"));
        if (reboots.LockTtl <= reboots.DrainTimeout)
            at.Add("lockTtl", $"is {DurationText.Format(reboots.LockTtl)}, but must be longer than `drainTimeout` "
                + $"({DurationText.Format(reboots.DrainTimeout)}): otherwise the next machine starts while this one still drains.");
    }

    /// <inheritdoc/>
    protected override void Install(RebootSpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new Reboots(Name, new() { Platform = build.Context, Reboots = settings, After = build.Before(this) }, build.Child));
}
