using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Images;

/// <summary>A registry that wants credentials, and a pod that has none.</summary>
sealed class PullCredentialsMissing : IContainerCheck
{
    public Finding? Look(ContainerView container) => !Pull.IsDenied(container) || Pull.Secrets(container.Pod).Count > 0 ? null : Pull.Finding(
        container, "pull-credentials-missing", $"{Pull.Registry(container)} wants credentials, and the pod names none",
        $"Neither the pod nor its ServiceAccount {container.Pod.ServiceAccount} has imagePullSecrets. If the image is public, its name is misspelt: registries answer the same.",
        $"kubectl -n {container.Pod.Namespace} create secret docker-registry registry --docker-server={Pull.Registry(container)} --docker-username=USER --docker-password=\"$TOKEN\"",
        $"kubectl -n {container.Pod.Namespace} patch serviceaccount {container.Pod.ServiceAccount} -p '{{\"imagePullSecrets\":[{{\"name\":\"registry\"}}]}}'");
}
