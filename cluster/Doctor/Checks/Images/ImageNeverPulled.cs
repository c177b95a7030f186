using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Images;

/// <summary>An image that may not be pulled and is not on the node.</summary>
sealed class ImageNeverPulled : IContainerCheck
{
    public Finding? Look(ContainerView container) => container.Waiting != "ErrImageNeverPull" ? null : Pull.Finding(
        container, "image-never-pulled", $"The image of container {container.Name} is not on the node, and may not be pulled",
        "imagePullPolicy is Never, so that the image would have to be on the node already. Set it to IfNotPresent, or import the image.",
        $"kubectl -n {container.Pod.Namespace} get pod {container.Pod.Name} -o jsonpath='{{.spec.containers[*].imagePullPolicy}}'");
}
