using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.CertManager;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Reflector;

/// <summary>Reflector, where the wildcard certificate has to be copied to the ingress controller.</summary>
public sealed class ReflectorPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "reflector";

    /// <inheritdoc/>
    public override bool IsIn(PlatformPlan plan) => plan.IsOn("ingress") && plan.Section<CertificateSpec>()?.HasWildcard(plan.Domain) == true;

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Reflector];

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Reflector.NamespaceName];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Certificates];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Copies;

    /// <inheritdoc/>
    public override void Install(PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new Reflector(Name, new() { Platform = build.Context, After = build.Before(this) }, build.Child));
}
