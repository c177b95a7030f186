using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Clusters;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Calico;

/// <summary>Calico, where it is the network of the cluster.</summary>
public sealed class CalicoPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "calico";

    /// <inheritdoc/>
    public override bool IsIn(PlatformPlan plan) => plan.Cluster.Cni == Cni.Calico;

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Calico];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => Calico.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Calico.NamespaceName, Calico.OperatedNamespace];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Basis;

    /// <inheritdoc/>
    public override void Install(PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new Calico(Name, new() { Platform = build.Context, After = build.Before(this) }, build.Child));
}
