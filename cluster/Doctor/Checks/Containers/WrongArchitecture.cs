using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A program for another processor.</summary>
sealed class WrongArchitecture : IContainerCheck
{
    public Finding? Look(ContainerView container) => !container.IsCrashing || !container.LogSays("exec format error")
        && container.Ended?.Message.Contains("exec format error", StringComparison.Ordinal) != true ? null
        : container.Pod.Finding("wrong-architecture", $"The program of container {container.Name} is for another processor",
            $"The image is not built for {container.Pod.Cluster.Snapshot.Find("", "Node", null, container.Pod.Node!)?.Text("status", "nodeInfo", "architecture") ?? "the node"}, or its script has no #! line.") with
        {
            Evidence = [container.Ended?.Evidence(container.Name) ?? container.State, "exec format error"],
            Commands = ["kubectl get nodes -L kubernetes.io/arch"],
            Runbook = "docs/runbooks/crashloop.md",
        };
}
