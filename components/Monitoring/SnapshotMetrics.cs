using Basecamp.Components.Values;

namespace Basecamp.Components.Monitoring;

/// <summary>
/// K3s lists its etcd snapshots as objects. kube-state-metrics turns them into metrics, so that a backup that stopped is noticed before the day
/// it is needed.
/// </summary>
static class SnapshotMetrics
{
    /// <summary>Unix time a snapshot was made, by <c>snapshot</c> and <c>storage</c> (<c>s3</c> or a node).</summary>
    public const string Created = "k3s_etcd_snapshot_created_seconds";

    /// <summary>1 for a snapshot that can be restored.</summary>
    public const string Ready = "k3s_etcd_snapshot_ready";

    public static ValueTree Resource => new()
    {
        ["groupVersionKind.group"] = "k3s.cattle.io",
        ["groupVersionKind.version"] = "v1",
        ["groupVersionKind.kind"] = "ETCDSnapshotFile",
        ["metricNamePrefix"] = "k3s_etcd_snapshot",
        ["labelsFromPath.snapshot"] = new[] { "spec", "snapshotName" },
        ["labelsFromPath.storage"] = new[] { "metadata", "labels", "etcd.k3s.cattle.io/snapshot-storage-node" },
        ["metrics"] = new[] { Gauge("created_seconds", "Unix time the snapshot was made.", "creationTime"), Gauge("ready", "Whether it can be restored.", "readyToUse") },
    };

    public static ValueTree Rights => new()
    {
        ["apiGroups"] = new[] { "k3s.cattle.io" },
        ["resources"] = new[] { "etcdsnapshotfiles" },
        ["verbs"] = new[] { "list", "watch" },
    };

    static ValueTree Gauge(string name, string help, string field) => new()
    {
        ["name"] = name,
        ["help"] = help,
        ["each.type"] = "Gauge",
        ["each.gauge.path"] = new[] { "status", field },
    };
}
