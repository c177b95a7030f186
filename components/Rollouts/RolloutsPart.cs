using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;

namespace Basecamp.Components.Rollouts;

/// <summary>Argo Rollouts, where the stack file has <c>rollouts</c>.</summary>
public sealed class RolloutsPart : PlatformPart<RolloutsSpec>
{
    /// <inheritdoc/>
    public override string Name => "argo-rollouts";

    /// <inheritdoc/>
    public override string Section => "rollouts";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.ArgoRollouts];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => Rollouts.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Rollouts.NamespaceName];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Entry, Parts.Stage.Metrics];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Scaling;

    /// <inheritdoc/>
    protected override PlatformFacts Describe(PlatformFacts facts, RolloutsSpec settings) => facts with { Rollouts = true };

    /// <inheritdoc/>
    protected override void Install(RolloutsSpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new Rollouts(Name, new() { Platform = build.Context, After = build.Before(this) }, build.Child));
}
