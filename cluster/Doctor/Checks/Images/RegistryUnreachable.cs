using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Images;

/// <summary>A registry that does not answer.</summary>
sealed class RegistryUnreachable : IContainerCheck
{
    public Finding? Look(ContainerView container) => Pull.Failure(container) is null ? null : Pull.Finding(
        container, "registry-unreachable", $"{Pull.Registry(container)} does not answer the node",
        $"The node cannot fetch from {Pull.Registry(container)}: that is down, or a firewall or proxy is in between.",
        $"kubectl debug node/{container.Pod.Node} -it --image=busybox:1.37 -- wget -S -O /dev/null https://{Pull.Registry(container)}/v2/");
}
