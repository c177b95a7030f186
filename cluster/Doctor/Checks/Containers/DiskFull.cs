using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A volume without space.</summary>
sealed class DiskFull : IContainerCheck
{
    public Finding? Look(ContainerView container) => !container.IsCrashing || container.LogLine("no space left on device", "ENOSPC",
        "disk quota exceeded") is not { } line ? null
        : container.Pod.Finding("volume-full", $"Container {container.Name} has no space left on a volume",
            $"A volume of it is full: {string.Join(", ", container.Pod.Claims.DefaultIfEmpty("an emptyDir, or the node's disk"))}.") with
        {
            Evidence = [line, container.Ended?.Evidence(container.Name) ?? container.State],
            Commands = [$"kubectl -n {container.Pod.Namespace} describe pod {container.Pod.Name}", .. container.Pod.Claims.Select(claim =>
                $"kubectl -n {container.Pod.Namespace} patch pvc {claim} -p '{{\"spec\":{{\"resources\":{{\"requests\":{{\"storage\":\"LARGER\"}}}}}}}}'")],
            Runbook = "docs/runbooks/grow-volume.md",
        };
}
