using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Status;

/// <summary>The last good backup of something.</summary>
/// <param name="What">Of what, e.g. <c>database shop/orders</c>.</param>
/// <param name="Age">How old; null when there is none.</param>
public sealed record BackupStatus(string What, TimeSpan? Age)
{
    internal static IEnumerable<BackupStatus> AllOf(ClusterView cluster)
    {
        var snapshots = cluster.Snapshot.Of("k3s.cattle.io", "ETCDSnapshotFile");
        if (snapshots.Count > 0)
            yield return new("etcd", Since(cluster, snapshots.Where(each => each.At("status", "readyToUse") is true)
                .Max(each => each.Time("status", "creationTime") ?? each.CreatedAt())));
        foreach (var schedule in cluster.Snapshot.Of("postgresql.cnpg.io", "ScheduledBackup"))
        {
            var name = schedule.Text("spec", "cluster", "name");
            yield return new($"database {schedule.Namespace}/{name}", Since(cluster, cluster.Snapshot.Of("postgresql.cnpg.io", "Backup")
                .Where(each => each.Namespace == schedule.Namespace && each.Text("spec", "cluster", "name") == name
                    && each.Text("status", "phase") == "completed")
                .Max(each => each.Time("status", "stoppedAt") ?? each.CreatedAt())));
        }
        foreach (var schedule in cluster.Snapshot.Of("velero.io", "Schedule"))
            yield return new($"velero {schedule.Name}", Since(cluster, cluster.Snapshot.Of("velero.io", "Backup")
                .Where(each => each.Label("velero.io/schedule-name") == schedule.Name && each.Text("status", "phase") == "Completed")
                .Max(each => each.Time("status", "completionTimestamp") ?? each.CreatedAt())));
    }

    static TimeSpan? Since(ClusterView cluster, DateTimeOffset? made) => made is null ? null : cluster.Since(made);
}
