using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A container that needs more memory than it may use.</summary>
sealed class MemoryExceeded : IContainerCheck
{
    public Finding? Look(ContainerView container) => container.Ended is not { Reason: "OOMKilled" } ended || (container.IsReady && container.Restarts < 3)
        ? null
        : container.Pod.Finding("memory-exceeded", $"Container {container.Name} was killed: it used more memory than its limit",
            $"Its limit is {container.Spec.Text("resources", "limits", "memory") ?? "its node's memory"}. Raise it, or find out what it needs the memory for.") with
        {
            Evidence = [ended.Evidence(container.Name), $"resources.limits.memory {container.Spec.Text("resources", "limits", "memory") ?? "none"}",
                $"restartCount {container.Restarts.ToString(CultureInfo.InvariantCulture)}"],
            Commands = [$"kubectl -n {container.Pod.Namespace} set resources {container.Pod.Owner.Kind.ToLowerInvariant()}/{container.Pod.Owner.Name} -c {container.Name} --limits=memory=MORE"],
            Runbook = "docs/runbooks/crashloop.md",
        };
}
