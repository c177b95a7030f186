using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Images;

/// <summary>Credentials that a registry does not accept.</summary>
sealed class PullCredentialsRefused : IContainerCheck
{
    public Finding? Look(ContainerView container) => !Pull.IsDenied(container) ? null : Pull.Finding(
        container, "pull-credentials-refused", $"{Pull.Registry(container)} refuses the credentials of {string.Join(", ", Pull.Secrets(container.Pod))}",
        $"The Secret is there. Its user, password or server is wrong or expired, its server is not {Pull.Registry(container)}, it is not of type kubernetes.io/dockerconfigjson, "
            + "or the user may not read this repository.",
        [.. Pull.Secrets(container.Pod).Take(1).Select(secret =>
            $"kubectl -n {container.Pod.Namespace} create secret docker-registry {secret} --docker-server={Pull.Registry(container)} --docker-username=USER --docker-password=\"$TOKEN\" --dry-run=client -o yaml | kubectl apply -f -")]);
}
