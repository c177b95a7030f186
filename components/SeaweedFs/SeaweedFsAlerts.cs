using System.Collections.Immutable;
using Basecamp.Components.Alerts;
using Basecamp.Components.Platform;

namespace Basecamp.Components.SeaweedFs;

/// <summary>Alerts of SeaweedFS.</summary>
static class SeaweedFsAlerts
{
    public static ImmutableArray<AlertRule> For(Sizing sizing) =>
    [
        new()
        {
            Name = "SeaweedFsServerDown",
            Expression = $$"""(count(up{namespace="{{SeaweedFs.NamespaceName}}"} == 1) or vector(0)) < {{(2 * sizing.Members) + 1 + sizing.Replicas}}""",
            For = TimeSpan.FromMinutes(10),
            Summary = "Only {{ $value }} servers of the object store run",
            Description = "With the filer or all gateways away, logs and traces are not stored. With a volume server away, one copy of some data is missing.",
            Runbook = "seaweedfs",
        },
        new()
        {
            Name = "SeaweedFsDiskFilling",
            Expression = $$"""kubelet_volume_stats_available_bytes{namespace="{{SeaweedFs.NamespaceName}}"} / kubelet_volume_stats_capacity_bytes{namespace="{{SeaweedFs.NamespaceName}}"} < 0.15""",
            For = TimeSpan.FromMinutes(15),
            Summary = "Volume {{ $labels.persistentvolumeclaim }} of the object store has {{ $value | humanizePercentage }} left",
            Description = "At 7 percent a volume server takes nothing new; when all are there, logs and traces are not stored.",
            Runbook = "seaweedfs",
        },
    ];
}
