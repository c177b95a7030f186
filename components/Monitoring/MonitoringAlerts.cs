using System.Globalization;
using Basecamp.Components.Alerts;
using Basecamp.Components.Clusters;

namespace Basecamp.Components.Monitoring;

/// <summary>Alerts that the chart's own rules do not have.</summary>
static class MonitoringAlerts
{
    public static IEnumerable<AlertRule> For(ClusterFacts cluster, MonitoringSpec spec)
    {
        yield return new()
        {
            Name = "MonitorSelectsNothing",
            Expression = """max by (scrape_job) (prometheus_target_scrape_pool_targets{scrape_job=~"(serviceMonitor|podMonitor)/.+"}) == 0""",
            For = TimeSpan.FromHours(1),
            Summary = "{{ $labels.scrape_job }} finds nothing to scrape",
            Description = "Prometheus has read this monitor, but no Service or pod matches it. Whatever it was meant for is not watched, and alerts about it cannot fire.",
            Runbook = "monitor-selects-nothing",
        };
        if (cluster.Etcd is not { Snapshots: true } etcd)
            yield break;
        var newest = etcd.OffSite ? $"""{SnapshotMetrics.Created}{"{"}storage="s3"{"}"}""" : SnapshotMetrics.Created;
        yield return new()
        {
            Name = "EtcdSnapshotTooOld",
            Expression = string.Create(CultureInfo.InvariantCulture, $"time() - max({newest}) > {spec.SnapshotMaxAge.TotalSeconds:0}"),
            For = TimeSpan.FromMinutes(15),
            Severity = AlertSeverity.Critical,
            Summary = etcd.OffSite ? "No etcd snapshot reached S3 for {{ $value | humanizeDuration }}" : "No etcd snapshot for {{ $value | humanizeDuration }}",
            Description = "If the servers were lost now, everything that changed in the cluster since then would be lost with them.",
            Runbook = "etcd-snapshots",
        };
        yield return new()
        {
            Name = "EtcdSnapshotsUnseen",
            Expression = $"absent({newest})",
            For = TimeSpan.FromHours(2),
            Summary = etcd.OffSite ? "There is no etcd snapshot in S3" : "There is no etcd snapshot",
            Description = "Either none was ever made, or kube-state-metrics cannot read ETCDSnapshotFile objects, and then nobody would notice when they stop.",
            Runbook = "etcd-snapshots",
        };
    }
}
