using Basecamp.Components.Charts;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Postgres;

/// <summary>Values of the operator's and the plugin's charts.</summary>
static class CloudNativePgValues
{
    public static ResourceRequests OperatorRequests(Sizing sizing) => sizing.Growing(25, 96);

    public static ResourceRequests PluginRequests { get; } = new(10, 48);

    public static ValueTree Operator(PlatformContext platform) => new()
    {
        ["crds.create"] = false,
        ["replicaCount"] = platform.Sizing.Replicas,
        ["resources"] = OperatorRequests(platform.Sizing).ToValues(),
        ["monitoring.podMonitorEnabled"] = platform.Monitoring,
        ["topologySpreadConstraints"] = platform.Sizing.IsRedundant ? new[] { Spread(CloudNativePg.Operator.Labels) } : null,
    };

    public static ValueTree Plugin { get; } = new()
    {
        ["crds.create"] = false,
        ["resources"] = PluginRequests.ToValues(),
    };

    // Wishes only: with one node left, both pods run there.
    static ValueTree Spread(IReadOnlyDictionary<string, string> labels) => new()
    {
        ["maxSkew"] = 1,
        ["topologyKey"] = "kubernetes.io/hostname",
        ["whenUnsatisfiable"] = "ScheduleAnyway",
        ["labelSelector.matchLabels"] = labels,
    };
}
