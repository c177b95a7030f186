using System.Collections.Immutable;
using Basecamp.Components.Alerts;

namespace Basecamp.Components.Velero;

/// <summary>Alerts of Velero.</summary>
static class VeleroAlerts
{
    const string Runbook = "velero";

    public static ImmutableArray<AlertRule> All { get; } =
    [
        new()
        {
            Name = "VeleroBackupTooOld",
            Expression = """time() - max(velero_backup_last_successful_timestamp{schedule="velero-nightly"}) > 26 * 3600""",
            For = TimeSpan.FromMinutes(30),
            Summary = "The newest backup of the cluster is older than 26 hours",
            Description = "Nightly backups fail or do not run. A lost cluster would come back as it was at the last one.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "VeleroBackupMissing",
            Expression = """absent(velero_backup_last_successful_timestamp{schedule="velero-nightly"})""",
            // A new cluster has a night to take its first one.
            For = TimeSpan.FromHours(26),
            Summary = "The cluster was never backed up",
            Description = "No nightly backup has succeeded for 26 hours, or Velero's metrics are not read.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "VeleroBackupFailed",
            Expression = "increase(velero_backup_failure_total[6h]) > 0 or increase(velero_backup_partial_failure_total[6h]) > 0",
            For = TimeSpan.FromMinutes(5),
            Summary = "A backup of schedule {{ $labels.schedule }} failed, at least in part",
            Description = "What is missing stands in the backup's log. The last good backup is still there.",
            Runbook = Runbook,
        },
    ];
}
