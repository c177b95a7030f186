using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Images;

/// <summary>An image that is not built for the node.</summary>
sealed class ImagePlatformMissing : IContainerCheck
{
    public Finding? Look(ContainerView container) => !Pull.Says(container, "no match for platform", "does not match the specified platform") ? null
        : Pull.Finding(
        container, "image-platform-missing", $"The image of container {container.Name} is not built for the node",
        $"The image has no variant for {container.Pod.Cluster.Snapshot.Find("", "Node", null, container.Pod.Node!)?.Text("status", "nodeInfo", "architecture") ?? "the node"}'s "
            + "processor. Build it for that, too, or keep the pod on nodes that it is built for (nodeSelector kubernetes.io/arch).",
        "kubectl get nodes -L kubernetes.io/arch");
}
