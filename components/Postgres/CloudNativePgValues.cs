using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
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
        ["priorityClassName"] = Priority.System,
        ["monitoring.podMonitorEnabled"] = platform.Monitoring,
        ["topologySpreadConstraints"] = platform.Sizing.IsRedundant ? Place.Spread(CloudNativePg.Operator.Labels) : null,
    };

    public static ValueTree Plugin { get; } = new()
    {
        ["crds.create"] = false,
        ["resources"] = PluginRequests.ToValues(),
        // Without it nothing is archived, and databases run full.
        ["priorityClassName"] = Priority.System,
    };
}
