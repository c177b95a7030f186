using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Vault;

/// <summary>Vault, where the stack file has <c>secrets.vault</c>.</summary>
public sealed class VaultPart : PlatformPart<VaultSpec>
{
    /// <inheritdoc/>
    public override string Name => "vault";

    /// <inheritdoc/>
    public override string Section => "secrets.vault";

    /// <inheritdoc/>
    public override ImmutableArray<string> Names => [Name, "vault-transit"];

    /// <inheritdoc/>
    public override ImmutableArray<ChartPin> Charts => [Catalog.Charts.Vault];

    /// <inheritdoc/>
    public override IEnumerable<string> NamespacesIn(PlatformPlan plan) => [Vault.NamespaceName, Vault.TransitNamespaceName];

    /// <inheritdoc/>
    public override ImmutableArray<Stage> After => [Parts.Stage.Basis, Parts.Stage.Storage];

    /// <inheritdoc/>
    public override void Check(PlatformPlan plan, Problems problems)
    {
        if (SettingsIn(plan) is not { } vault)
            return;
        if (vault.StorageGiB < 1)
            problems.Add($"{Section}.storageGiB", $"is {vault.StorageGiB}, but a volume has at least 1 GiB.");
        var (members, workers) = (plan.Sizing.Members, plan.Cluster.Workers.Count());
        if (members > workers)
            problems.Add(Section, $"is set, but with profile {ConfigurationNames.Of(plan.Profile)} it runs {members} servers, each on another node, and "
                + $"only {workers} run{(workers == 1 ? "s" : "")} pods. Use `profile: small`, or add agents.");
    }

    /// <inheritdoc/>
    protected override void Install(VaultSpec settings, PlatformPlan plan, PlatformBuild build) =>
        build.Add(this, new Vault(
            Name, new() { Platform = build.Context, Spec = settings, Classes = build.Classes, After = build.Before(this) }, build.Child));
}
