using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A program that may not be executed, or writes where it may not.</summary>
sealed class PermissionDenied : IContainerCheck
{
    public Finding? Look(ContainerView container) => !container.IsCrashing
        || !(container.Ended?.Code == 126 || container.Ended?.Message.Contains("permission denied", StringComparison.OrdinalIgnoreCase) == true
            || container.LogLine("permission denied", "EACCES") is not null) ? null
        : container.Pod.Finding("permission-denied", $"Container {container.Name} may not do something in its own file system",
            container.Ended?.Code == 126 ? "Its command is not executable for the user that it runs as."
                : "It reads or writes something that belongs to another user. For volumes, set fsGroup.") with
        {
            Evidence = [container.Ended?.Evidence(container.Name) ?? container.State, .. container.LogLine("permission denied", "EACCES") is { } line
                ? [line] : Array.Empty<string>()],
            Commands = [$"kubectl -n {container.Pod.Namespace} get pod {container.Pod.Name} -o jsonpath='{{.spec.securityContext}}{{.spec.containers[*].securityContext}}'"],
            Runbook = "docs/runbooks/crashloop.md",
        };
}
