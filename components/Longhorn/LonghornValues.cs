using System.Collections.Immutable;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Longhorn;

/// <summary>The chart's values.</summary>
static class LonghornValues
{
    public static ResourceRequests Manager { get; } = new(50, 192, 512);

    public static ValueTree For(PlatformContext platform, LonghornSpec spec, (S3Target Store, string Secret)? backup) => new()
    {
        // The pods that the chart starts, and those that Longhorn starts itself: without them a tainted machine has no volumes.
        ["longhornManager.tolerations"] = Place.TolerateDeclared(platform.Cluster),
        ["longhornDriver.tolerations"] = Place.TolerateDeclared(platform.Cluster),
        ["defaultSettings.taintToleration"] = platform.Cluster.DeclaredTaints is { Count: > 0 } taints ? string.Join(';', taints) : null,
        // The classes are objects of ours: the chart's one lives in a ConfigMap that a manager copies.
        ["persistence.createStorageClass"] = false,
        ["defaultSettings.defaultDataPath"] = spec.DataPath,
        ["defaultSettings.defaultReplicaCount"] = Longhorn.ReplicasOf(spec, platform.Cluster),
        ["defaultSettings.storageReservedPercentageForDefaultDisk"] =
            spec.ReservedPercent ?? (platform.Cluster.Workers.All(node => node.HasDataDisk) ? 10 : 30),
        ["defaultSettings.replicaAutoBalance"] = "best-effort",
        ["defaultSettings.storageMinimalAvailablePercentage"] = 15,
        // Single-replica volumes are meant to be here (databases), and the default policy would never let their nodes be drained. A stopped
        // replica loses nothing: it is there again with the node (longhorn#5910).
        ["defaultSettings.nodeDrainPolicy"] = "allow-if-replica-is-stopped",
        // Without this, pods of a lost node keep their volumes for ever.
        ["defaultSettings.nodeDownPodDeletionPolicy"] = "delete-both-statefulset-and-deployment-pod",
        // Percent of a node's CPU for each engine; the default of 12 is a lot on small machines.
        ["defaultSettings.guaranteedInstanceManagerCPU"] = platform.Sizing.IsRedundant ? 8 : 5,
        ["defaultSettings.concurrentAutomaticEngineUpgradePerNodeLimit"] = 1,
        ["defaultSettings.snapshotMaxCount"] = 100,
        ["defaultSettings.upgradeChecker"] = false,
        ["defaultSettings.allowCollectingLonghornUsageMetrics"] = false,
        ["defaultBackupStore.backupTarget"] = backup is { Store: var store } ? $"s3://{store.Bucket("longhorn")}@{store.Region}/" : null,
        ["defaultBackupStore.backupTargetCredentialSecret"] = backup?.Secret,
        ["defaultBackupStore.pollInterval"] = backup is null ? null : 300,
        // A Helm hook that GitOps engines would run with every sync; Longhorn itself refuses unsupported upgrades.
        ["preUpgradeChecker.jobEnabled"] = false,
        ["longhornManager.resources"] = Manager.ToValues(),
        // No login: reachable by port-forward only.
        ["longhornUI.replicas"] = 1,
        ["ingress.enabled"] = false,
        ["csi.attacherReplicaCount"] = platform.Sizing.Replicas,
        ["csi.provisionerReplicaCount"] = platform.Sizing.Replicas,
        ["csi.resizerReplicaCount"] = platform.Sizing.Replicas,
        ["csi.snapshotterReplicaCount"] = platform.Sizing.Replicas,
        // The namespace has policies of its own; the chart's would let everybody in to the webhook.
        ["networkPolicies.restrictInternalTraffic"] = false,
        ["metrics.serviceMonitor.enabled"] = platform.Monitoring,
    };

    /// <summary>Entries of the credentials that Longhorn reads besides the keys.</summary>
    public static ImmutableSortedDictionary<string, Output<string>> Credentials(S3Target store)
    {
        var entries = ImmutableSortedDictionary<string, Output<string>>.Empty
            .Add("AWS_ENDPOINTS", Output.Create(store.Url))
            .Add("VIRTUAL_HOSTED_STYLE", Output.Create("false"));
        return store.CaCertificate is { } ca ? entries.Add("AWS_CERT", Output.Create(ca)) : entries;
    }
}
