using System.Globalization;
using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Vault;

/// <summary>Values of the two Vaults.</summary>
static class VaultValues
{
    public static ResourceRequests TransitRequests { get; } = new(10, 64, 192);

    public static ResourceRequests MainRequests(Sizing sizing) => sizing.Growing(50, 128);

    public static ValueTree Transit(StorageClasses classes) => Common().Merge(new()
    {
        ["fullnameOverride"] = "vault-transit",
        ["server.standalone.enabled"] = true,
        ["server.standalone.config"] = VaultConfig.Transit,
        ["server.ha.enabled"] = false,
        ["server.resources"] = TransitRequests.ToValues(),
        ["server.dataStorage.enabled"] = true,
        ["server.dataStorage.size"] = "1Gi",
        // Losing it means unsealing by recovery only, which cannot be done without its key: it is in two places.
        ["server.dataStorage.storageClass"] = classes.Replicated,
        ["server.affinity"] = "",
    });

    public static ValueTree Main(PlatformContext platform, VaultArgs args)
    {
        var (sizing, size) = (platform.Sizing, string.Create(CultureInfo.InvariantCulture, $"{args.Spec.StorageGiB}Gi"));
        return Common().Merge(new()
        {
            ["server.standalone.enabled"] = false,
            ["server.ha.enabled"] = true,
            ["server.ha.replicas"] = sizing.Members,
            ["server.ha.disruptionBudget.enabled"] = sizing.IsRedundant,
            ["server.ha.raft.enabled"] = true,
            ["server.ha.raft.setNodeId"] = true,
            ["server.ha.raft.config"] = VaultConfig.Main(sizing.Members),
            ["server.resources"] = MainRequests(sizing).ToValues(),
            ["server.dataStorage.enabled"] = true,
            ["server.dataStorage.size"] = size,
            ["server.dataStorage.storageClass"] = args.Classes.Database,
            ["server.auditStorage.enabled"] = true,
            ["server.auditStorage.size"] = size,
            ["server.auditStorage.storageClass"] = args.Classes.Database,
            // The pods wait for this Secret, which is made by hand once the transit Vault is ready.
            ["server.extraSecretEnvironmentVars"] = new[]
            {
                new ValueTree { ["envName"] = "VAULT_TOKEN", ["secretName"] = Vault.TransitTokenName, ["secretKey"] = "token" },
            },
            ["serverTelemetry.serviceMonitor.enabled"] = platform.Monitoring,
        });
    }

    static ValueTree Common() => new()
    {
        ["global.tlsDisable"] = true,
        // External Secrets copies secrets; nothing is injected into pods.
        ["injector.enabled"] = false,
        ["csi.enabled"] = false,
        ["ui.enabled"] = false,
        ["server.priorityClassName"] = Priority.Core,
        ["server.statefulSet.securityContext.pod"] = new ValueTree
        {
            ["runAsNonRoot"] = true,
            ["runAsUser"] = 100,
            ["runAsGroup"] = 1000,
            ["fsGroup"] = 1000,
            ["seccompProfile.type"] = "RuntimeDefault",
        },
        ["server.statefulSet.securityContext.container"] = new ValueTree
        {
            ["allowPrivilegeEscalation"] = false,
            ["capabilities.drop"] = new[] { "ALL" },
        },
    };
}
