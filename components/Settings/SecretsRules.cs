using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Settings;

/// <summary>Stores of secrets: that they can run on this cluster.</summary>
static class SecretsRules
{
    public static void Check(PlatformSettings settings, ClusterFacts cluster, Problems problems)
    {
        if (settings.Secrets is not { } secrets)
            return;
        var at = problems.At("secrets");
        if (secrets.Sealed is { KeyRenewalDays: < 0 } sealedSecrets)
            at.Add("sealed.keyRenewalDays", $"is {sealedSecrets.KeyRenewalDays}, but days are 1 or more; 0 is for a key that stays.");
        if (secrets.External is { } external && (external.VaultPath.Length == 0 || external.VaultPath.StartsWith('/') || external.VaultPath.EndsWith('/')))
            at.Add("external.vaultPath", $"is {Shown.Text(external.VaultPath)}, but must be the path of an engine without a slash at either end, such as secret.");
        if (secrets.Vault is not { } vault)
            return;
        if (vault.StorageGiB < 1)
            at.Add("vault.storageGiB", $"is {vault.StorageGiB}, but a volume has at least 1 GiB.");
        var (members, workers) = (new Sizing(settings.Profile).Members, cluster.Workers.Count());
        if (members > workers)
            at.Add("vault", $"is set, but with profile {ConfigurationNames.Of(settings.Profile)} it runs {members} servers, each on another node, and only {workers} "
                + $"run{(workers == 1 ? "s" : "")} pods. Use `profile: small`, or add agents.");
    }
}
