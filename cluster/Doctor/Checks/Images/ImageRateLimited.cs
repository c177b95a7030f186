using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Images;

/// <summary>A registry that allows no more pulls for now.</summary>
sealed class ImageRateLimited : IContainerCheck
{
    public Finding? Look(ContainerView container) => !Pull.Says(container, "toomanyrequests", "429 Too Many Requests", "pull rate limit") ? null : Pull.Finding(
        container, "image-rate-limited", $"{Pull.Registry(container)} allows no more pulls for now",
        $"{Pull.Registry(container)} limits pulls per address or account. Pull with an account, or through a mirror of your own (registries.yaml of K3s).",
        $"kubectl -n {container.Pod.Namespace} get serviceaccount {container.Pod.ServiceAccount} -o jsonpath='{{.imagePullSecrets}}'");
}
