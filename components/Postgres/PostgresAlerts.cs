using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Components.Alerts;

namespace Basecamp.Components.Postgres;

/// <summary>Alerts of one cluster.</summary>
static class PostgresAlerts
{
    const string Runbook = "cnpg-failover";

    public static ImmutableArray<AlertRule> For(PostgresPlan plan) =>
    [
        .. Availability(plan),
        .. plan.Instances > 1 ? Replication(plan) : [],
        .. plan.Spec.Backup is null ? [] : Backups(plan),
        Disk(plan),
    ];

    static IEnumerable<AlertRule> Availability(PostgresPlan plan)
    {
        yield return new()
        {
            Name = Name(plan, "NoPrimary"),
            Expression = $"(count(cnpg_pg_replication_in_recovery{Pods(plan)} == 0) or vector(0)) < 1",
            For = TimeSpan.FromMinutes(2),
            Severity = AlertSeverity.Critical,
            Summary = $"PostgreSQL cluster {plan.Name} has no primary",
            Description = "Nothing can be written. Either no instance runs, or the operator could not promote a standby.",
            Runbook = Runbook,
        };
        yield return new()
        {
            Name = Name(plan, "InstanceDown"),
            Expression = $"(count(cnpg_collector_up{Pods(plan)} == 1) or vector(0)) < {plan.Instances}",
            For = TimeSpan.FromMinutes(10),
            Summary = $"PostgreSQL cluster {plan.Name} runs {{{{ $value }}}} of {plan.Instances} instances",
            Description = "An instance is missing for ten minutes. Redundancy is reduced; with one instance, the database is away.",
            Runbook = Runbook,
        };
    }

    static IEnumerable<AlertRule> Replication(PostgresPlan plan)
    {
        yield return new()
        {
            Name = Name(plan, "Failover"),
            Expression = $"(changes(cnpg_pg_replication_in_recovery{Pods(plan)}[15m]) > 0) and (cnpg_pg_replication_in_recovery{Pods(plan)} == 0)",
            For = TimeSpan.Zero,
            Summary = $"PostgreSQL cluster {plan.Name} has a new primary, {{{{ $labels.pod }}}}",
            Description = "A standby was promoted in the last 15 minutes. Expected after a drain or an upgrade; otherwise find out what happened to the old primary.",
            Runbook = Runbook,
        };
        yield return new()
        {
            Name = Name(plan, "ReplicationLag"),
            Expression = $"cnpg_pg_replication_lag{Pods(plan)} > 30",
            Summary = $"Standby {{{{ $labels.pod }}}} is {{{{ $value | humanizeDuration }}}} behind",
            Description = "Readers of this standby see old data, and a failover to it would lose what it has not got.",
            Runbook = Runbook,
        };
        yield return new()
        {
            Name = Name(plan, "StandbyMissing"),
            Expression = $"max(cnpg_pg_replication_streaming_replicas{Pods(plan)}) < {plan.Instances - 1}",
            For = TimeSpan.FromMinutes(10),
            Summary = $"Only {{{{ $value }}}} of {plan.Instances - 1} standbys of {plan.Name} stream from the primary",
            Description = "A standby runs but does not replicate, or does not run. The next failover has fewer candidates, and write-ahead log piles up for it.",
            Runbook = Runbook,
        };
    }

    static IEnumerable<AlertRule> Backups(PostgresPlan plan)
    {
        var last = $"max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{Pods(plan)})";
        yield return new()
        {
            Name = Name(plan, "BackupTooOld"),
            // Without any series there is no backup either.
            Expression = $"(time() - ({last} or vector(0))) > 26 * 3600",
            For = TimeSpan.FromMinutes(30),
            Summary = $"The newest backup of PostgreSQL cluster {plan.Name} is older than 26 hours",
            Description = "Nightly backups fail. Recovery still works from the last one, and takes longer with every day of write-ahead log.",
            Runbook = Runbook,
        };
        yield return new()
        {
            Name = Name(plan, "ArchivingFailing"),
            Expression = $"cnpg_pg_stat_archiver_last_failed_time{Pods(plan)} > cnpg_pg_stat_archiver_last_archived_time{Pods(plan)}",
            For = TimeSpan.FromMinutes(15),
            Severity = AlertSeverity.Critical,
            Summary = $"Write-ahead log of PostgreSQL cluster {plan.Name} is not archived",
            Description = "What was written since then is in no backup, and the log fills its volume until the database stops.",
            Runbook = Runbook,
        };
    }

    static AlertRule Disk(PostgresPlan plan)
    {
        var claims = $$"""{namespace="{{plan.Namespace}}",persistentvolumeclaim=~"{{plan.Name}}-[0-9]+(-wal)?"}""";
        return new()
        {
            Name = Name(plan, "DiskFilling"),
            Expression = $"kubelet_volume_stats_available_bytes{claims} / kubelet_volume_stats_capacity_bytes{claims} < 0.15",
            For = TimeSpan.FromMinutes(10),
            Severity = AlertSeverity.Critical,
            Summary = $"Volume {{{{ $labels.persistentvolumeclaim }}}} has {{{{ $value | humanizePercentage }}}} left",
            Description = "A full volume stops PostgreSQL. Raise storageGiB or walStorageGiB; if it is the -wal volume, look at archiving first.",
            Runbook = Runbook,
        };
    }

    // Instances are called <cluster>-<number>.
    static string Pods(PostgresPlan plan) => $$"""{namespace="{{plan.Namespace}}",pod=~"{{plan.Name}}-[0-9]+"}""";

    // Alert names are unique in the platform, and there may be several clusters.
    static string Name(PostgresPlan plan, string what)
    {
        var name = string.Concat(plan.Name.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        return string.Create(CultureInfo.InvariantCulture, $"Postgres{(name == "Postgres" ? "" : name)}{what}");
    }
}
