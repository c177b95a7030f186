using System.Collections.Immutable;
using Basecamp.Components.Alerts;
using Basecamp.Components.Platform;

namespace Basecamp.Components.Vault;

/// <summary>Alerts of the two Vaults. A sealed server is not ready, which is how its state is seen.</summary>
static class VaultAlerts
{
    const string Runbook = "vault-unseal";

    public static ImmutableArray<AlertRule> For(Sizing sizing) =>
    [
        new()
        {
            Name = "VaultDown",
            Expression = $$"""(max(kube_statefulset_status_replicas_ready{namespace="{{Vault.NamespaceName}}",statefulset="vault"}) or vector(0)) < 1""",
            Severity = AlertSeverity.Critical,
            Summary = "No Vault server is unsealed",
            Description = "Secrets cannot be read or changed. Secrets that were copied before stay as they are.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "VaultServerMissing",
            Expression = $$"""max(kube_statefulset_status_replicas_ready{namespace="{{Vault.NamespaceName}}",statefulset="vault"}) < {{sizing.Members}}""",
            For = TimeSpan.FromMinutes(15),
            Summary = "Only {{ $value }} Vault servers are unsealed",
            Description = "The others are sealed, or do not run. Vault stops when it has lost the majority.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "VaultTransitSealed",
            Expression = $$"""(max(kube_statefulset_status_replicas_ready{namespace="{{Vault.TransitNamespaceName}}",statefulset="vault-transit"}) or vector(0)) < 1""",
            Summary = "The Vault that unseals Vault is sealed",
            Description = "Servers that run go on; one that restarts stays sealed until people have unsealed the transit Vault with their keys.",
            Runbook = Runbook,
        },
    ];
}
