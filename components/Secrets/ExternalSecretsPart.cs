using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Secrets;

/// <summary>External Secrets, where the stack file has <c>secrets.external</c>.</summary>
public sealed class ExternalSecretsPart : PlatformPart<ExternalSecretsSpec>
{
    /// <inheritdoc/>
    public override string Name => "external-secrets";

    /// <inheritdoc/>
    public override string Section => "secrets.external";

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.ExternalSecrets];

    /// <inheritdoc/>
    public override ImmutableArray<ManifestPin> Definitions => ExternalSecrets.Crds;

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [ExternalSecrets.NamespaceName];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Storage];

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems)
    {
        if (SettingsIn(plan) is { } settings && (settings.VaultPath.Length == 0 || settings.VaultPath.StartsWith('/') || settings.VaultPath.EndsWith('/')))
            problems.Add($"{Section}.vaultPath", $"is {Shown.Text(settings.VaultPath)}, but must be the path of an engine without a slash at "
                + "either end, such as secret.");
    }

    /// <inheritdoc/>
    protected override void Install(ExternalSecretsSpec settings, PlatformPlan plan, PlatformBuild build)
    {
        var vault = build.Find<Vault.Vault>();
        var after = vault is null ? build.Before(this) : [.. build.Before(this), vault];
        build.Add(this, new ExternalSecrets(Name, new() { Platform = build.Context, Spec = settings, Vault = vault, After = after }, build.Child));
    }
}
