using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Backups;

/// <summary>Backups of Velero that fail or are too old.</summary>
sealed class VeleroBackupOld : ICheck
{
    static readonly TimeSpan Oldest = TimeSpan.FromHours(50);

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var schedule in cluster.Snapshot.Of("velero.io", "Schedule"))
        {
            var backups = cluster.Snapshot.Of("velero.io", "Backup").Where(each => each.Label("velero.io/schedule-name") == schedule.Name).ToList();
            var good = backups.Where(each => each.Text("status", "phase") == "Completed").Max(each => each.Time("status", "completionTimestamp")
                ?? each.CreatedAt());
            var last = backups.MaxBy(each => each.CreatedAt());
            if (schedule.Flag("spec", "paused"))
                yield return Of(schedule, $"Velero's schedule {schedule.Name} is paused", "Somebody paused it.", "spec.paused true");
            else if (last?.Text("status", "phase") is "Failed" or "PartiallyFailed" or "FailedValidation")
                yield return Of(schedule, $"The last backup of {schedule.Name} failed", last.Text("status", "failureReason")
                    ?? last.Texts("status", "validationErrors").FirstOrDefault() ?? "Its log says why.",
                    $"Backup {last.Name} status.phase {last.Text("status", "phase")}");
            else if (cluster.Since(schedule.CreatedAt()) > Oldest && (good is null || cluster.Since(good) > Oldest))
                yield return Of(schedule, $"The last good backup of {schedule.Name} is too old", "Its schedule makes none: does Velero run?",
                    $"status.lastBackup {schedule.Text("status", "lastBackup")}");
        }
    }

    static Finding Of(KubernetesObject schedule, string what, string cause, string evidence) => new("velero-backup-old", schedule.Id(), what, cause)
    {
        Severity = Severity.Risk,
        Evidence = [evidence],
        Commands = [$"kubectl -n {schedule.Namespace} get backups.velero.io -l velero.io/schedule-name={schedule.Name}"],
        Runbook = "docs/runbooks/velero.md",
        IsSymptom = true,
    };
}
