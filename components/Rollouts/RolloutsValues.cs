using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Rollouts;

/// <summary>The chart's values.</summary>
static class RolloutsValues
{
    public const int Metrics = 8090;
    public const int Health = 8080;

    public static ResourceRequests Requests(Sizing sizing) => sizing.Growing(20, 64);

    public static ValueTree For(PlatformContext platform) => new()
    {
        ["installCRDs"] = false,
        ["controller.replicas"] = platform.Sizing.Replicas,
        ["controller.resources"] = Requests(platform.Sizing).ToValues(),
        ["controller.priorityClassName"] = Priority.Core,
        ["controller.topologySpreadConstraints"] = platform.Sizing.IsRedundant ? Place.Spread(Rollouts.Controller.Labels) : null,
        ["controller.pdb.enabled"] = platform.Sizing.IsRedundant,
        ["controller.pdb.maxUnavailable"] = platform.Sizing.IsRedundant ? 1 : null,
        ["controller.metrics.enabled"] = platform.Monitoring,
        ["controller.metrics.serviceMonitor.enabled"] = platform.Monitoring,
        // It asks nobody who they are, and promotes and aborts for everybody who reaches it.
        ["dashboard.enabled"] = false,
        // Rights over the objects of meshes and load balancers that are not here. The second one has to be said apart: the chart gives
        // the right to change every ConfigMap of the cluster by it alone, whatever the first one says.
        ["providerRBAC.enabled"] = false,
        ["providerRBAC.providers.gatewayAPI"] = false,
    };
}
