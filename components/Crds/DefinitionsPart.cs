using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Crds;

/// <summary>Definitions of everything that is switched on, and those that everybody's objects need.</summary>
public sealed class DefinitionsPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "crds";

    /// <inheritdoc/>
    public override bool IsIn(PlatformPlan plan) => true;

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => [CrdBundles.GatewayApi, CrdBundles.PrometheusOperator];

    // Pulumi's own, whoever delivers.
    /// <inheritdoc/>
    public override ImmutableArray<string> Names => [];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Basis;

    /// <summary>The bundles of a platform, each once, in the order of its parts.</summary>
    public static ImmutableArray<ManifestPin> BundlesOf(PlatformPlan plan) => [.. plan.Chosen.SelectMany(part => part.Definitions).Distinct()];

    /// <inheritdoc/>
    public override void Install(PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new CustomResourceDefinitions(Name, new() { Platform = build.Context, Bundles = BundlesOf(plan) }, build.Child));
}
