using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.CertManager;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;

namespace Basecamp.Components.Ingress;

/// <summary>Traefik, where the stack file has <c>ingress</c>.</summary>
public sealed class TraefikPart : PlatformPart<IngressSpec>
{
    /// <inheritdoc/>
    public override string Name => "traefik";

    /// <inheritdoc/>
    public override string Section => "ingress";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Traefik];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => Traefik.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Traefik.NamespaceName];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Certificates, Parts.Stage.Copies];

    /// <inheritdoc/>
    public override Stage? Stage => Parts.Stage.Entry;

    /// <inheritdoc/>
    public override IEnumerable<Need> NeedsIn(PlatformPlan plan) => IngressRules.NeedsIn(plan);

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems) => IngressRules.Check(plan, problems);

    /// <inheritdoc/>
    protected override PlatformFacts Describe(PlatformFacts facts, IngressSpec settings) =>
        facts with { HasDefaultBackend = settings.DefaultBackend is not null };

    /// <inheritdoc/>
    protected override void Install(IngressSpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new Traefik(
            Name,
            new()
            {
                Platform = build.Context,
                Ingress = settings,
                DefaultCertificate = build.Find<CertManager.CertManager>()?.Wildcard,
                ChallengeChecker = plan.Section<CertificateSpec>() is { Acme: { Dns01: null } } ? CertManager.CertManager.Controller : null,
                After = build.Before(this),
            },
            build.Child));
}
