using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Images;

/// <summary>A tag or digest that a registry does not have.</summary>
sealed class ImageNotFound : IContainerCheck
{
    public Finding? Look(ContainerView container) => !Pull.Says(container, "not found", "manifest unknown", "name unknown", "does not exist") ? null
        : Pull.Finding(
        container, "image-not-found", $"The image of container {container.Name} does not exist",
        $"{Pull.Registry(container)} does not have {Basecamp.Manifests.Pods.ImageReference.Parse(container.Image).ToShortString()}: the tag or digest was never pushed, was deleted, or is misspelt.",
        $"kubectl -n {container.Pod.Namespace} rollout undo {container.Pod.Owner.Kind.ToLowerInvariant()}/{container.Pod.Owner.Name}",
        Pull.SetImage(container, $"{Basecamp.Manifests.Pods.ImageReference.Parse(container.Image).Repository}:TAG"));
}
