using Basecamp.Components.Alerts;

namespace Basecamp.Components.Longhorn;

/// <summary>The dashboard of Longhorn.</summary>
static class LonghornDashboard
{
    public static Dashboard Dashboard { get; } = new("longhorn", "Longhorn: volumes",
    [
        new("Volumes by state, count – anything but healthy needs a look", "short", [new("sum by (state) (longhorn_volume_robustness)", "{{state}}")]),
        new("Disks, share used – alerts at 80 percent", "percentunit",
            [new("longhorn_node_storage_usage_bytes / longhorn_node_storage_capacity_bytes", "{{node}}")]),
        new("Space promised to volumes, share of the disk – above 1 is a bet that not all fill up", "percentunit",
            [new("longhorn_disk_reservation_bytes / longhorn_disk_capacity_bytes", "reserved on {{node}}")]),
        new("Volumes, bytes really used – who fills the disks", "bytes", [new("topk(10, longhorn_volume_actual_size_bytes)", "{{pvc_namespace}}/{{pvc}}")]),
        new("Write latency, nanoseconds – the slowest disk or network of each volume's copies", "ns",
            [new("topk(10, longhorn_volume_write_latency)", "{{pvc_namespace}}/{{pvc}}")]),
        new("Write throughput, bytes per second – who is busy", "Bps", [new("topk(10, longhorn_volume_write_throughput)", "{{pvc_namespace}}/{{pvc}}")]),
    ]);
}
