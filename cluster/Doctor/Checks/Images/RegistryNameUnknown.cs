using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Images;

/// <summary>A registry whose name does not resolve on the node.</summary>
sealed class RegistryNameUnknown : IContainerCheck
{
    public Finding? Look(ContainerView container) => !Pull.Says(container, "no such host", "server misbehaving", "Temporary failure in name resolution")
        ? null : Pull.Finding(
        container, "registry-name-unknown", $"The name {Pull.Registry(container)} does not resolve on the node",
        $"The node's own DNS (not CoreDNS) does not know {Pull.Registry(container)}: the name is misspelt, or the node's resolver is broken.",
        $"kubectl debug node/{container.Pod.Node} -it --image=busybox:1.37 -- nslookup {Pull.Registry(container).Split(':')[0]}");
}
