using System.Collections.Immutable;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Cilium;

/// <summary>The page of Hubble, where Cilium is and pages are published.</summary>
public sealed class HubbleUiPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "hubble-ui";

    /// <inheritdoc/>
    public override bool IsIn(PlatformPlan plan) => HubbleUi.IsPublished(plan.Section<CiliumSpec>(), plan.Http, plan.Cluster);

    /// <inheritdoc/>
    public override IEnumerable<string> HostsIn(PlatformPlan plan) => [HubbleUi.Host];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Entry];

    /// <inheritdoc/>
    public override void Install(PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new HubbleUi(Name, new() { Platform = build.Context, After = build.Before(this) }, build.Child));
}
