using Basecamp.Components.Alerts;

namespace Basecamp.Components.Velero;

/// <summary>The dashboard of Velero.</summary>
static class VeleroDashboard
{
    public static Dashboard Dashboard { get; } = new("velero", "Velero: backups",
    [
        new("Age of the newest backup, seconds – alerts at 26 hours", "s", [new("time() - max by (schedule) (velero_backup_last_successful_timestamp)", "{{schedule}}")]),
        new("Backups by result, count in a day – failures need a look", "short",
        [
            new("sum(increase(velero_backup_success_total[1d]))", "succeeded"), new("sum(increase(velero_backup_partial_failure_total[1d]))", "in part"),
            new("sum(increase(velero_backup_failure_total[1d]))", "failed"),
        ]),
        new("Duration of backups, seconds – creeping up means more data", "s",
            [new("sum by (schedule) (rate(velero_backup_duration_seconds_sum[1d])) / sum by (schedule) (rate(velero_backup_duration_seconds_count[1d]))", "{{schedule}}")]),
        new("Size of backups without volumes, bytes – sudden drops mean something is left out", "bytes", [new("velero_backup_tarball_size_bytes", "{{schedule}}")]),
    ]);
}
