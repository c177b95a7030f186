using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A program that writes where it may only read.</summary>
sealed class ReadOnlyDisk : IContainerCheck
{
    public Finding? Look(ContainerView container) => !container.IsCrashing || container.LogLine("read-only file system", "EROFS") is not { } line ? null
        : container.Pod.Finding("read-only-disk", $"Container {container.Name} writes to its read-only file system",
            "readOnlyRootFilesystem is set, and the program writes to a path without a volume. Mount an emptyDir there.") with
        {
            Evidence = [line, container.Ended?.Evidence(container.Name) ?? container.State],
            Commands = [$"kubectl -n {container.Pod.Namespace} logs {container.Pod.Name} -c {container.Name} --previous --tail=50"],
            Runbook = "docs/runbooks/crashloop.md",
        };
}
