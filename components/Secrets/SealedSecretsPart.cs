using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Secrets;

/// <summary>Sealed Secrets, where the stack file has <c>secrets.sealed</c>.</summary>
public sealed class SealedSecretsPart : PlatformPart<SealedSecretsSpec>
{
    /// <inheritdoc/>
    public override string Name => "sealed-secrets";

    /// <inheritdoc/>
    public override string Section => "secrets.sealed";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.SealedSecrets];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => SealedSecrets.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [SealedSecrets.NamespaceName];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Storage];

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems)
    {
        if (SettingsIn(plan) is { KeyRenewalDays: < 0 } settings)
            problems.Add($"{Section}.keyRenewalDays", $"is {settings.KeyRenewalDays}, but days are 1 or more; 0 is for a key that stays.");
    }

    /// <inheritdoc/>
    protected override void Install(SealedSecretsSpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new SealedSecrets(Name, new() { Platform = build.Context, Spec = settings, After = build.Before(this) }, build.Child));
}
