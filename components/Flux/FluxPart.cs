using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Flux;

/// <summary>Flux, where it delivers; <c>flux</c> has its options.</summary>
public sealed class FluxPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "flux";

    /// <inheritdoc/>
    public override string? Section => "flux";

    /// <inheritdoc/>
    public override bool IsIn(PlatformPlan plan) => plan.Engine == DeliveryEngine.Flux;

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Flux];

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Flux.NamespaceName];

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems) => CidrRules.Check(plan.Section<FluxSpec>()?.Networks, problems.At("flux.networks"));

    /// <inheritdoc/>
    public override void Install(PlatformPlan plan, PlatformBuild build) => build.Add(this, new Flux(
        Name, new() { Platform = build.Context, Flux = plan.Section<FluxSpec>() ?? new(), HasApps = build.HasApps, After = build.Before(this) }, build.Child));
}
