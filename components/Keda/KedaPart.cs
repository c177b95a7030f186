using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;

namespace Basecamp.Components.Keda;

/// <summary>KEDA, where the stack file has <c>keda</c>.</summary>
public sealed class KedaPart : PlatformPart<KedaSpec>
{
    /// <inheritdoc/>
    public override string Name => "keda";

    /// <inheritdoc/>
    public override string Section => "keda";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Keda];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => Keda.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Keda.NamespaceName];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Entry, Parts.Stage.Metrics];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Scaling;

    /// <inheritdoc/>
    protected override PlatformFacts Describe(PlatformFacts facts, KedaSpec settings) => facts with { Keda = true };

    /// <inheritdoc/>
    protected override void Install(KedaSpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new Keda(Name, new() { Platform = build.Context, After = build.Before(this) }, build.Child));
}
