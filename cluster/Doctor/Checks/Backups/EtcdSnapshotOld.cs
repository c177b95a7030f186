using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Backups;

/// <summary>Snapshots of etcd that fail or are too old.</summary>
sealed class EtcdSnapshotOld : ICheck
{
    static readonly TimeSpan Oldest = TimeSpan.FromHours(26);

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        var files = cluster.Snapshot.Of("k3s.cattle.io", "ETCDSnapshotFile");
        if (files.Count == 0)
            yield break;
        var newest = files.Where(each => each.At("status", "readyToUse") is true).MaxBy(Made);
        var failed = files.Where(each => each.At("status", "readyToUse") is false).MaxBy(Made);
        if (newest is not null && cluster.Since(Made(newest)) <= Oldest && !(failed is not null && Made(failed) > Made(newest)))
            yield break;
        yield return new("etcd-snapshot-old", (failed ?? newest ?? files[0]).Id(), newest is null ? "There is no snapshot of etcd that can be used"
            : cluster.Since(Made(newest)) > Oldest ? string.Create(CultureInfo.InvariantCulture,
                $"The newest snapshot of etcd is {cluster.Since(Made(newest)).TotalHours:0} h old") : "The last snapshot of etcd failed",
            failed?.Text("status", "error", "message") ?? "No server makes any, or none reaches its store.")
        {
            Severity = Severity.Risk,
            Evidence = [newest is null ? "no ETCDSnapshotFile is ready to use"
                : $"{newest.Name} of {newest.Text("status", "creationTime") ?? newest.Text("metadata", "creationTimestamp")}", .. failed is null ? []
                : new[] { $"{failed.Name} failed" }],
            Commands = ["kubectl get etcdsnapshotfiles", "sudo k3s etcd-snapshot save"],
            Runbook = "docs/runbooks/etcd-snapshots.md",
        };
    }

    static DateTimeOffset? Made(KubernetesObject each) => each.Time("status", "creationTime") ?? each.CreatedAt();
}
