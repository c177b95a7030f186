using Basecamp.Components.Alerts;

namespace Basecamp.Components.Monitoring;

/// <summary>K3s' control plane at a glance.</summary>
static class ControlPlaneDashboard
{
    public static Dashboard Dashboard { get; } = new("basecamp-control-plane", "K3s control plane", [
        new("etcd disk sync, p99, seconds – above 0.1 s servers lose elections", "s",
            [new("histogram_quantile(0.99, sum by (instance, le) (rate(etcd_disk_wal_fsync_duration_seconds_bucket[5m])))", "{{instance}}")]),
        new("etcd leader changes per hour – should be zero", "short", [new("increase(etcd_server_leader_changes_seen_total[1h])", "{{instance}}")]),
        new("etcd database, bytes – compaction keeps it flat", "bytes", [new("etcd_mvcc_db_total_size_in_bytes", "{{instance}}")]),
        new("Age of the newest etcd snapshot, seconds – by where it is", "s", [new($"time() - max by (storage) ({SnapshotMetrics.Created})", "{{storage}}")]),
        new("API requests, per second – by answer", "reqps", [new("""sum by (code) (rate(apiserver_request_total{job="apiserver"}[5m]))""", "{{code}}")]),
        new("API latency without watches, p99, seconds – by verb", "s",
            [new("""histogram_quantile(0.99, sum by (verb, le) (rate(apiserver_request_duration_seconds_bucket{job="apiserver",verb!~"WATCH|CONNECT"}[5m])))""", "{{verb}}")]),
        new("Pods waiting for a place – grows when requests do not fit", "short", [new("sum by (queue) (scheduler_pending_pods)", "{{queue}}")]),
        new("Controller queues, entries – grow when a controller falls behind", "short", [new("""topk(5, sum by (name) (workqueue_depth{job="kube-controller-manager"}))""", "{{name}}")]),
    ]);
}
