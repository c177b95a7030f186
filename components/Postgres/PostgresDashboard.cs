using Basecamp.Components.Alerts;

namespace Basecamp.Components.Postgres;

/// <summary>The dashboard of one cluster.</summary>
static class PostgresDashboard
{
    public static Dashboard For(PostgresPlan plan)
    {
        var pods = $$"""{namespace="{{plan.Namespace}}",pod=~"{{plan.Name}}-[0-9]+"}""";
        var claims = $$"""{namespace="{{plan.Namespace}}",persistentvolumeclaim=~"{{plan.Name}}-[0-9]+(-wal)?"}""";
        return new($"postgres-{plan.Name}", $"PostgreSQL: {plan.Name}",
        [
            new("Role, 1 = standby – who is primary, and when that changed", "short", [new($"cnpg_pg_replication_in_recovery{pods}", "{{pod}}")]),
            new("Replication lag, seconds – what a failover to this standby would lose", "s", [new($"cnpg_pg_replication_lag{pods}", "{{pod}}")]),
            new("Transactions, per second – load by database", "ops",
                [new($"sum by (datname) (rate(cnpg_pg_stat_database_xact_commit{pods}[5m]))", "{{datname}}")]),
            new("Connections by state, count – near max_connections means a pooler is due", "short",
                [new($"sum by (state) (cnpg_backends_total{pods})", "{{state}}")]),
            new("Cache hits, share of reads – below 0.99 means more memory would help", "percentunit",
                [new($"sum(rate(cnpg_pg_stat_database_blks_hit{pods}[5m])) / (sum(rate(cnpg_pg_stat_database_blks_hit{pods}[5m])) + sum(rate(cnpg_pg_stat_database_blks_read{pods}[5m])))", "hits")]),
            new("Waiting sessions, count – locks that others hold", "short", [new($"cnpg_backends_waiting_total{pods}", "{{pod}}")]),
            new("WAL waiting for the archive, files – grows when archiving fails", "short",
                [new($"cnpg_collector_pg_wal_archive_status{pods[..^1]},value=\"ready\"}}", "{{pod}}")]),
            new("Age of the newest backup, seconds – alerts at 26 hours", "s",
                [new($"time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{pods})", "newest backup")]),
            new("Volumes, share used – alerts at 85 percent", "percentunit",
                [new($"1 - kubelet_volume_stats_available_bytes{claims} / kubelet_volume_stats_capacity_bytes{claims}", "{{persistentvolumeclaim}}")]),
            new("Database size, bytes – what grows", "bytes", [new($"max by (datname) (cnpg_pg_database_size_bytes{pods})", "{{datname}}")]),
        ]);
    }
}
