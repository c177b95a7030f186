using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Components.Alerts;
using Basecamp.Components.Delivery;
using Basecamp.Components.Velero;

namespace Basecamp.Components.HelmApps;

/// <summary>Backups of one app on a schedule of its own.</summary>
static class HelmAppBackup
{
    const string Runbook = "velero";

    public static CustomObjectArgs Schedule(HelmAppPlan plan, HelmAppBackupSpec spec, bool hasSnapshots) => new(
        "velero.io/v1",
        "Schedule",
        ObjectMeta.Of(plan.Name, Velero.Velero.NamespaceName),
        new()
        {
            ["schedule"] = spec.Schedule,
            // A backup must outlive its schedule.
            ["useOwnerReferencesInBackup"] = false,
            ["template"] = VeleroTemplate.Of(spec.RetentionDays, hasSnapshots, [plan.Namespace], []),
        });

    // Without its labels, Alertmanager would take the alerts of two apps for one.
    public static ImmutableArray<AlertRule> Alerts(HelmAppPlan plan, HelmAppBackupSpec spec) =>
        [.. AlertsOf(plan, spec).Select(alert => alert with { Labels = alert.Labels.SetItem("app", plan.Name).SetItem("namespace", plan.Namespace) })];

    static ImmutableArray<AlertRule> AlertsOf(HelmAppPlan plan, HelmAppBackupSpec spec) =>
    [
        new()
        {
            Name = "AppBackupTooOld",
            Expression = $$"""time() - max(velero_backup_last_successful_timestamp{schedule="{{plan.Name}}"}) > {{Number(spec.MaxAgeHours)}} * 3600""",
            For = TimeSpan.FromMinutes(30),
            Summary = $"The newest backup of {plan.Name} is older than {Number(spec.MaxAgeHours)} hours",
            Description = $"Backups of the namespace {plan.Namespace} fail or do not run. Lost, it would come back as it was at the last one.",
            Runbook = Runbook,
        },
        new()
        {
            Name = "AppBackupMissing",
            Expression = $$"""absent(velero_backup_last_successful_timestamp{schedule="{{plan.Name}}"})""",
            For = TimeSpan.FromHours(spec.MaxAgeHours),
            Summary = $"{plan.Name} was never backed up",
            Description = $"No backup of the namespace {plan.Namespace} has succeeded, or Velero's metrics are not read.",
            Runbook = Runbook,
        },
    ];

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
