using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;

namespace Basecamp.Components.NodeCare;

/// <summary>Upgrades of K3s, where the stack file has <c>nodeCare.upgrades</c>.</summary>
public sealed class NodeUpgradesPart : PlatformPart<NodeUpgradeSpec>
{
    /// <inheritdoc/>
    public override string Name => "node-upgrades";

    /// <inheritdoc/>
    public override string Section => "nodeCare.upgrades";

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => NodeUpgrades.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [NodeUpgrades.NamespaceName];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Entry, Parts.Stage.Metrics];

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems)
    {
        if (SettingsIn(plan) is not { } upgrades)
            return;
        var at = problems.At(Section);
        if (plan.Cluster.Provider == MachineProvider.K3d)
            at.Add("", "is set, but the cluster's machines are containers, whose K3s comes with their image. Remove it, and "
                + "change `k3s.version` in `basecamp:homelab`.");
        WindowRules.Check(upgrades.Window, at.At("window"));
        if (upgrades.Deadline <= upgrades.DrainTimeout)
            at.Add("deadline", $"is {DurationText.Format(upgrades.Deadline)}, but must be longer than `drainTimeout` "
                + $"({DurationText.Format(upgrades.DrainTimeout)}): otherwise it ends before the upgrade begins.");
    }

    /// <inheritdoc/>
    protected override void Install(NodeUpgradeSpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new NodeUpgrades(Name, new() { Platform = build.Context, Upgrades = settings, After = build.Before(this) }, build.Child));
}
