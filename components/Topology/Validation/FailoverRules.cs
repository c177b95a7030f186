using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>A node that misses one report must not be declared dead.</summary>
static class FailoverRules
{
    const int ReportsInGrace = 4;

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (failover, at) = (topology.K3s.Failover, problems.At("k3s.failover"));
        Durations.AtLeast(TimeSpan.FromSeconds(1), failover.NodeStatusUpdateFrequency, "nodeStatusUpdateFrequency", at);
        Durations.AtLeast(TimeSpan.FromSeconds(1), failover.NodeMonitorGracePeriod, "nodeMonitorGracePeriod", at);

        if (failover.NodeStatusUpdateFrequency * ReportsInGrace > failover.NodeMonitorGracePeriod)
        {
            at.Add("nodeMonitorGracePeriod", $"is {DurationText.Format(failover.NodeMonitorGracePeriod)}, but must be at least "
                + $"{ReportsInGrace} times "
                + $"`nodeStatusUpdateFrequency` ({DurationText.Format(failover.NodeStatusUpdateFrequency)}), or busy nodes are taken for "
                + "dead. Set it to "
                + $"{DurationText.Format(failover.NodeStatusUpdateFrequency * ReportsInGrace)} or more.");
        }
        if (failover.PodToleration.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            at.Add("podToleration", $"is {DurationText.Format(failover.PodToleration)}, but tolerations are counted in whole seconds. "
                + $"Write {Math.Ceiling(failover.PodToleration.TotalSeconds)}s.");
        }
    }
}
