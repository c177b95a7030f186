using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>An image that runs as root where the pod forbids it.</summary>
sealed class RootRefused : IContainerCheck
{
    public Finding? Look(ContainerView container) => !container.WaitingMessage.Contains("runAsNonRoot", StringComparison.Ordinal) ? null
        : container.Pod.Finding("root-refused", $"The image of container {container.Name} runs as root, which the pod forbids",
            container.WaitingMessage.Contains("non-numeric", StringComparison.Ordinal)
                ? "The image names its user by a word, so nobody can tell whether it is root. Set securityContext.runAsUser to its number."
                : "runAsNonRoot is set and the image's user is 0. Set securityContext.runAsUser to a user that the image can run as, or build the image with USER.") with
        {
            Evidence = [container.State, $"image {container.Image}"],
            Commands = [$"kubectl -n {container.Pod.Namespace} get pod {container.Pod.Name} -o jsonpath='{{.spec.securityContext}}{{.spec.containers[*].securityContext}}'"],
            Runbook = "docs/runbooks/crashloop.md",
        };
}
