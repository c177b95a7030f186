using System.Globalization;
using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Valkey;

/// <summary>The chart's values.</summary>
static class ValkeyValues
{
    /// <summary>Secret with the passwords, by user.</summary>
    public const string UsersSecret = "valkey-users";

    /// <summary>The only user. The chart demands it: without it, everybody comes in without a password.</summary>
    public const string User = "default";

    static readonly ResourceRequests Exporter = new(5, 24);

    /// <summary>What the main container asks for: its data, and a quarter more for copies while it writes to disk.</summary>
    public static ResourceRequests Server(ValkeySpec spec) => new(50, spec.MemoryMiB * 5 / 4, spec.MemoryMiB * 2);

    /// <summary>What a pod asks for.</summary>
    public static ResourceRequests Pod(ValkeySpec spec, bool monitoring) => monitoring
        ? Server(spec) with { CpuMillis = Server(spec).CpuMillis + Exporter.CpuMillis, MemoryMebibytes = Server(spec).MemoryMebibytes + Exporter.MemoryMebibytes }
        : Server(spec);

    public static ValueTree For(PlatformContext platform, ValkeySpec spec, string? storageClass) => new()
    {
        ["auth.enabled"] = true,
        ["auth.usersExistingSecret"] = UsersSecret,
        [$"auth.aclUsers.{User}.permissions"] = "~* &* +@all",
        [$"auth.aclUsers.{User}.passwordKey"] = User,
        ["replica.enabled"] = platform.Sizing.IsRedundant,
        // One primary and these; a write that reached no replica is refused rather than lost with the primary's node.
        ["replica.replicas"] = platform.Sizing.IsRedundant ? platform.Sizing.Members - 1 : null,
        ["replica.minReplicasToWrite"] = platform.Sizing.IsRedundant ? 1 : null,
        ["replica.persistence.size"] = platform.Sizing.IsRedundant ? Gibibytes(spec) : null,
        ["replica.persistence.storageClass"] = platform.Sizing.IsRedundant ? storageClass : null,
        ["dataStorage.enabled"] = platform.Sizing.IsRedundant ? null : true,
        ["dataStorage.requestedSize"] = platform.Sizing.IsRedundant ? null : Gibibytes(spec),
        ["dataStorage.className"] = platform.Sizing.IsRedundant ? null : storageClass,
        ["dataStorage.keepPvc"] = platform.Sizing.IsRedundant ? null : true,
        ["podDisruptionBudget.enabled"] = platform.Sizing.IsRedundant,
        ["podDisruptionBudget.maxUnavailable"] = platform.Sizing.IsRedundant ? 1 : null,
        ["topologySpreadConstraints"] = platform.Sizing.IsRedundant ? Place.Spread(Valkey.Pods.Labels) : null,
        ["priorityClassName"] = Priority.Core,
        ["valkeyConfig"] = string.Create(CultureInfo.InvariantCulture, $"maxmemory {spec.MemoryMiB}mb\nmaxmemory-policy allkeys-lru\n"),
        ["resources"] = Server(spec).ToValues(),
        ["metrics.enabled"] = platform.Monitoring,
        ["metrics.serviceMonitor.enabled"] = platform.Monitoring,
        ["metrics.exporter.resources"] = Exporter.ToValues(),
        // The chart leaves the exporter's open, which a restricted namespace refuses.
        ["metrics.exporter.securityContext"] = new ValueTree
        {
            ["allowPrivilegeEscalation"] = false,
            ["capabilities.drop"] = new[] { "ALL" },
            ["readOnlyRootFilesystem"] = true,
            ["runAsNonRoot"] = true,
        },
    };

    static string Gibibytes(ValkeySpec spec) => string.Create(CultureInfo.InvariantCulture, $"{spec.StorageGiB}Gi");
}
