using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Kyverno;

/// <summary>
/// Kyverno and the rules, where the stack file has <c>policies</c>. Last, so that
/// a rebuilt platform is complete before one can stand in its way.
/// </summary>
public sealed class KyvernoPart : PlatformPart<PolicySpec>
{
    /// <inheritdoc/>
    public override string Name => "kyverno";

    /// <inheritdoc/>
    public override string Section => "policies";

    /// <inheritdoc/>
    public override ImmutableArray<string> Names => [Name, "policies"];

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Kyverno];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => Kyverno.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Kyverno.NamespaceName];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Entry, Parts.Stage.Metrics];

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems) => PolicyRules.Check(plan, problems);

    /// <inheritdoc/>
    protected override void Install(PolicySpec settings, PlatformPlan plan, PlatformBuild build)
    {
        var kyverno = build.Add(this, new Kyverno(Name, new() { Platform = build.Context, Policies = settings, After = build.Before(this) }, build.Child));
        ImmutableArray<PlatformComponent> after = [.. build.Before(this), kyverno];
        build.Add(this, new KyvernoPolicies("policies", new() { Platform = build.Context, Policies = settings, After = after }, build.Child));
    }
}
