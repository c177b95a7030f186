using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG012: there will be fewer backups, or they are kept for less time.</summary>
sealed class BackupWeakened : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG012";

    /// <inheritdoc/>
    public override string Title => "Backups removed or weakened";

    /// <inheritdoc/>
    public override string Why => "It is noticed on the day the backup is needed.";

    /// <inheritdoc/>
    public override string Remedy => "Name what backs up the data instead, and restore from it once.";

    static readonly Dictionary<(string Group, string Kind), string> Kinds = new()
    {
        [("postgresql.cnpg.io", "ScheduledBackup")] = "scheduled backups",
        [("barmancloud.cnpg.io", "ObjectStore")] = "the place that backups and WAL go to",
        [("velero.io", "Schedule")] = "scheduled backups",
        [("velero.io", "BackupStorageLocation")] = "the place that backups go to",
        [("longhorn.io", "RecurringJob")] = "a recurring snapshot or backup",
        [("longhorn.io", "BackupTarget")] = "the place that backups go to",
        [("k8s.mariadb.com", "Backup")] = "scheduled backups",
    };

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        var isBackup = Kinds.TryGetValue((change.Id.Group, change.Id.Kind), out var what);
        if (isBackup && change.Kind == ChangeKind.Removed && !stack.Renames.ContainsKey(change) && IsKept(change.Object))
            yield return Found(Severity.Danger, change, $"is removed: {what}.");
        foreach (var field in change.Fields)
        {
            var (before, after) = (field.Before, field.After);
            if (isBackup && field.Path.Last is "suspend" or "paused" && after is true)
                yield return Found(Severity.Danger, change, "is suspended.");
            else if (field.Path.Last is "retentionPolicy" or "ttl" or "maxRetention" && Quantities.Hours(after) < Quantities.Hours(before))
                yield return Found(Severity.Caution, change, $"keeps less: {RuleText.Code(field.Path)} {RuleText.Change(before, after)}.");
            else if (isBackup && field.Path.Last is "retain" or "successfulJobsHistoryLimit" && Quantities.IsLower(before, after))
                yield return Found(Severity.Caution, change, $"keeps fewer: {RuleText.Code(field.Path)} {RuleText.Change(before, after)}.");
            else if (IsOff(change.Id, field))
                yield return Found(Severity.Danger, change, $"stops backups: {RuleText.Code(field.Path)} {RuleText.Change(before, after)}.");
        }
    }

    // Longhorn's other jobs clean up and trim.
    static bool IsKept(DiffObject before) => before.Text("spec", "task") is null or "snapshot" or "backup" or "backup-force-create" or "snapshot-force-create";

    static bool IsOff(ObjectId id, FieldChange field)
    {
        if (id is { Group: "postgresql.cnpg.io", Kind: "Cluster" })
            return (field.Kind == ChangeKind.Removed
                    && (field.Path.Is("spec.backup") || field.Path.Is("spec.plugins") || field.Path.Is("spec.plugins.*")))
                || (field.Path.Is("spec.plugins.*.isWALArchiver") && field.Before is true);
        // Values of Velero's chart.
        return InstalledChart.IsChart(id)
            && ((field.Path.Last == "backupsEnabled" && field.After is false)
                || (field.Kind == ChangeKind.Removed && (field.Path.Last == "schedules" || field.Path.Parent?.Last == "schedules")));
    }
}
