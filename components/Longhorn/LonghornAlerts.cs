using System.Collections.Immutable;
using Basecamp.Components.Alerts;

namespace Basecamp.Components.Longhorn;

/// <summary>Alerts of Longhorn.</summary>
static class LonghornAlerts
{
    const string Runbook = "pv-stuck";

    public static ImmutableArray<AlertRule> For(bool hasStore)
    {
        ImmutableArray<AlertRule> alerts =
        [
            new()
            {
                Name = "LonghornVolumeFaulted",
                // One series per state, 1 for the current one, since Longhorn 1.10.
                Expression = """longhorn_volume_robustness{state="faulted"} == 1""",
                For = TimeSpan.FromMinutes(2),
                Severity = AlertSeverity.Critical,
                Summary = "Volume {{ $labels.pvc_namespace }}/{{ $labels.pvc }} has no usable copy",
                Description = "Its pods cannot read or write. Copies are on nodes or disks that are away, or all of them failed.",
                Runbook = Runbook,
            },
            new()
            {
                Name = "LonghornVolumeDegraded",
                Expression = """longhorn_volume_robustness{state="degraded"} == 1""",
                For = TimeSpan.FromMinutes(30),
                Summary = "Volume {{ $labels.pvc_namespace }}/{{ $labels.pvc }} lacks a copy for half an hour",
                Description = "It works, but the next loss may be the last. A rebuild takes minutes; that it has not happened means no node can take the copy.",
                Runbook = Runbook,
            },
            new()
            {
                Name = "LonghornNodeStorageFilling",
                Expression = "longhorn_node_storage_usage_bytes / longhorn_node_storage_capacity_bytes > 0.8",
                For = TimeSpan.FromMinutes(30),
                Summary = "Longhorn's disk on {{ $labels.node }} is {{ $value | humanizePercentage }} full",
                Description = "At 85 percent no new copy is placed here, and at 100 percent every volume with a copy here stops writing to it.",
                Runbook = Runbook,
            },
            new()
            {
                Name = "LonghornNodeNotReady",
                Expression = """longhorn_node_status{condition="ready"} == 0""",
                For = TimeSpan.FromMinutes(10),
                Summary = "Longhorn does not run on {{ $labels.node }}: {{ $labels.condition_reason }}",
                Description = "Volumes of pods on this node do not attach, and its copies count as lost.",
                Runbook = Runbook,
            },
        ];
        return hasStore
            ? alerts.Add(new()
            {
                Name = "LonghornBackupFailed",
                // 4 is Error. The object stays until it is deleted, so only a newer good one would hide it: look at each.
                Expression = "longhorn_backup_state == 4",
                Summary = "Backup {{ $labels.backup }} of volume {{ $labels.volume }} failed",
                Description = "The object store holds an older state of this volume. Fix the cause, then delete the failed backup to end this alert.",
                Runbook = Runbook,
            })
            : alerts;
    }
}
