using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Cilium;

/// <summary>Cilium, where it is the network of the cluster; <c>cilium</c> has its options.</summary>
public sealed class CiliumPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "cilium";

    /// <inheritdoc/>
    public override string? Section => "cilium";

    /// <inheritdoc/>
    public override bool IsIn(PlatformPlan plan) => plan.Cluster.Cni == Cni.Cilium;

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Cilium];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => Cilium.Crds;

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Basis;

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems) => CiliumRules.Check(plan, problems);

    /// <inheritdoc/>
    public override void Install(PlatformPlan plan, PlatformBuild build) => build.Add(this, new Cilium(
        Name, new() { Platform = build.Context, Spec = plan.Section<CiliumSpec>() ?? new(), After = build.Before(this) }, build.Child));
}
