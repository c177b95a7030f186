using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Parts;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.ArgoCd;

/// <summary>Argo CD, where it delivers; <c>argocd</c> has its options.</summary>
public sealed class ArgoCdPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "argo-cd";

    /// <inheritdoc/>
    public override string? Section => "argocd";

    /// <inheritdoc/>
    public override bool IsIn(PlatformPlan plan) => plan.Engine == DeliveryEngine.Argocd;

    /// <summary>With its roots, which are Applications and projects.</summary>
    public override ImmutableArray<string> Names => [Name, "bootstrap", "platform", "apps", "environments"];

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.ArgoCd];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => ArgoCd.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [ArgoCd.NamespaceName];

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems)
    {
        if (plan.Section<ArgoCdSpec>() is not { } argocd)
            return;
        if (argocd is { Admin: false, Oidc: null })
            problems.Add("argocd.admin", "is false, but there is no `oidc` either, so no one could sign in. Add `oidc:`, or remove `admin: false`.");
        if (argocd.Oidc is { } oidc && (!UrlText.IsPlainHttp(oidc.Issuer, out var issuer, out _) || issuer.Scheme != "https"))
            problems.Add("argocd.oidc.issuer", $"is {Shown.Text(oidc.Issuer)}, but must be a URL that begins with https://.");
        CidrRules.Check(argocd.Networks, problems.At("argocd.networks"));
    }

    /// <inheritdoc/>
    public override void Install(PlatformPlan plan, PlatformBuild build) => build.Add(this, new ArgoCd(
        Name,
        new() { Platform = build.Context, ArgoCd = plan.Section<ArgoCdSpec>() ?? new(), HasApps = build.HasApps, After = build.Before(this) },
        build.Child));
}
