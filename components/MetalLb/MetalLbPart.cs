using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Clusters;
using Basecamp.Components.Parts;

namespace Basecamp.Components.MetalLb;

/// <summary>MetalLB with its addresses, where the cluster gives LoadBalancer Services theirs by it.</summary>
public sealed class MetalLbPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "metallb";

    /// <inheritdoc/>
    public override bool IsIn(PlatformPlan plan) => plan.Cluster.LoadBalancer == LoadBalancerChoice.Metallb;

    /// <inheritdoc/>
    public override ImmutableArray<string> Names => [Name, PoolName];

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.MetalLb];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => MetalLb.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [MetalLb.NamespaceName];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Basis;

    /// <inheritdoc/>
    public override void Install(PlatformPlan plan, PlatformBuild build)
    {
        build.Add(this, new MetalLb(Name, new() { Platform = build.Context, After = build.Before(this) }, build.Child));
        build.Add(this, new MetalLbPool(PoolName, new() { Platform = build.Context, After = build.Before(this) }, build.Child));
    }

    const string PoolName = "metallb-pool";
}
