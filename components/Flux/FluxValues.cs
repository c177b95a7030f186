using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Flux;

/// <summary>The chart's values.</summary>
static class FluxValues
{
    public static ResourceRequests RequestsOf(string controller, Sizing sizing) => controller switch
    {
        "notification" => new(10, 48),
        _ => sizing.Growing(50, 96),
    };

    public static ValueTree For(PlatformContext platform, FluxSpec spec) => new()
    {
        ["installCRDs"] = true,
        [@"crds.annotations.helm\.sh/resource-policy"] = "keep",
        // The namespace has policies of its own, and the chart's let everything out.
        ["policies.create"] = false,
        ["imageAutomationController.create"] = false,
        ["imageReflectionController.create"] = false,
        ["sourceWatcher.create"] = false,
        ["clusterDomain"] = platform.Cluster.Domain,
        ["multitenancy.enabled"] = spec.LockDown,
        // The platform's own objects name Flux' service accounts, which keep their rights.
        ["multitenancy.privileged"] = spec.LockDown ? true : null,
        ["multitenancy.defaultServiceAccount"] = spec.LockDown ? "default" : null,
        // A unit waits at most so long after the one before is ready.
        ["kustomizeController.container.additionalArgs"] = new[] { "--concurrent=10", "--requeue-dependency=5s" },
        ["helmController.container.additionalArgs"] = new[] { "--concurrent=10", "--requeue-dependency=5s" },
        ["kustomizeController.resources"] = RequestsOf("kustomize", platform.Sizing).ToValues(),
        ["helmController.resources"] = RequestsOf("helm", platform.Sizing).ToValues(),
        ["sourceController.resources"] = RequestsOf("source", platform.Sizing).ToValues(),
        ["notificationController.resources"] = RequestsOf("notification", platform.Sizing).ToValues(),
        ["kustomizeController.priorityClassName"] = Priority.System,
        ["helmController.priorityClassName"] = Priority.System,
        ["sourceController.priorityClassName"] = Priority.System,
        ["notificationController.priorityClassName"] = Priority.System,
        ["prometheus.podMonitor.create"] = platform.Monitoring,
    };
}
