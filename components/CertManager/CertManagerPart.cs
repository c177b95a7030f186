using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;

namespace Basecamp.Components.CertManager;

/// <summary>cert-manager, where the stack file has <c>certificates</c>.</summary>
public sealed class CertManagerPart : PlatformPart<CertificateSpec>
{
    /// <inheritdoc/>
    public override string Name => "cert-manager";

    /// <inheritdoc/>
    public override string Section => "certificates";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.CertManager];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => CertManager.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [CertManager.NamespaceName];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Certificates;

    /// <inheritdoc/>
    public override IEnumerable<Need> NeedsIn(PlatformPlan plan) => CertificateRules.NeedsIn(plan);

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems) => CertificateRules.Check(plan, problems);

    /// <inheritdoc/>
    protected override void Install(CertificateSpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new CertManager(
            Name, new() { Platform = build.Context, Certificates = settings, Routes = plan.Http?.Routes ?? default, After = build.Before(this) }, build.Child));
}
