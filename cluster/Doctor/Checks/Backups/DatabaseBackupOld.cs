using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Backups;

/// <summary>A database whose last backup is too old.</summary>
sealed class DatabaseBackupOld : ICheck
{
    static readonly TimeSpan Oldest = TimeSpan.FromHours(50);

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var schedule in cluster.Snapshot.Of("postgresql.cnpg.io", "ScheduledBackup"))
        {
            var name = schedule.Text("spec", "cluster", "name") ?? "";
            var backups = cluster.Snapshot.Of("postgresql.cnpg.io", "Backup").Where(each => each.Namespace == schedule.Namespace
                && each.Text("spec", "cluster", "name") == name).ToList();
            var good = backups.Where(each => each.Text("status", "phase") == "completed").Max(each => each.Time("status", "stoppedAt") ?? each.CreatedAt());
            var failed = backups.Where(each => each.Text("status", "phase") == "failed").MaxBy(each => each.CreatedAt());
            if (schedule.Flag("spec", "suspend"))
                yield return Of(schedule, $"Backups of database {name} are suspended", "Somebody suspended them.", "spec.suspend true");
            else if (cluster.Since(schedule.CreatedAt()) > Oldest && (good is null || cluster.Since(good) > Oldest))
                yield return Of(schedule, good is null ? $"Database {name} has no backup" : string.Create(CultureInfo.InvariantCulture,
                    $"The last backup of database {name} is {cluster.Since(good).TotalHours:0} h old"),
                    failed?.Text("status", "error") ?? "Its schedule makes none.", failed is null ? $"spec.schedule {schedule.Text("spec", "schedule")}"
                        : $"Backup {failed.Namespace}/{failed.Name} status.phase failed");
        }
    }

    static Finding Of(KubernetesObject schedule, string what, string cause, string evidence) => new("database-backup-old", schedule.Id(), what, cause)
    {
        Severity = Severity.Risk,
        Evidence = [evidence],
        Commands = [$"kubectl -n {schedule.Namespace} get backups.postgresql.cnpg.io,scheduledbackups"],
        Runbook = "docs/runbooks/cnpg-failover.md",
    };
}
