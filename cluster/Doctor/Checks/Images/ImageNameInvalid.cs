using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Images;

/// <summary>An image name that no registry can have.</summary>
sealed class ImageNameInvalid : IContainerCheck
{
    public Finding? Look(ContainerView container) => container.Waiting != "InvalidImageName" ? null : Pull.Finding(
        container, "image-name-invalid", $"The image name of container {container.Name} is invalid",
        $"{container.Image} is not an image: write registry/name:tag@digest, all lower case, without https://.",
        Pull.SetImage(container, "REGISTRY/NAME:TAG"));
}
