using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>Two programs of one pod at one port.</summary>
sealed class AddressInUse : IContainerCheck
{
    public Finding? Look(ContainerView container) => !container.IsCrashing || container.LogLine("address already in use", "EADDRINUSE") is not { } line ? null
        : container.Pod.Finding("port-in-use", $"Container {container.Name} listens on a port that is taken",
            container.Pod.IsOnHostNetwork ? "The pod uses its node's network, and something on the node has the port."
                : "Another container of the pod has the port: containers of a pod share their ports.") with
        {
            Evidence = [line],
            Commands = [$"kubectl -n {container.Pod.Namespace} get pod {container.Pod.Name} -o jsonpath='{{.spec.containers[*].ports}}'"],
            Runbook = "docs/runbooks/crashloop.md",
        };
}
