using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Images;

/// <summary>A pull secret that does not exist in the pod's namespace.</summary>
sealed class PullSecretMissing : IContainerCheck
{
    public Finding? Look(ContainerView container)
    {
        if (!Pull.IsDenied(container))
            return null;
        var pod = container.Pod;
        var told = pod.Events.FirstOrDefault(each => each.Reason == "FailedToRetrieveImagePullSecret");
        var missing = Pull.Secrets(pod).FirstOrDefault(name => told is not null
            ? told.Says(name)
            : pod.Cluster.Snapshot.Has("", "Secret") && pod.Cluster.Snapshot.Find("", "Secret", pod.Namespace, name) is null);
        if (missing is null)
            return null;
        var elsewhere = pod.Cluster.Snapshot.Of("", "Secret").Where(secret => secret.Name == missing).Select(secret => secret.Namespace).ToList();
        return Pull.Finding(
            container, "pull-secret-missing", $"The pull secret {missing} does not exist in {pod.Namespace}",
            $"{Pull.Registry(container)} wants credentials, and the pod names Secret {missing}, which is not in its namespace"
                + (elsewhere.Count > 0 ? $"; it is in {string.Join(", ", elsewhere)}. Secrets are never shared between namespaces." : "."),
            $"kubectl -n {pod.Namespace} create secret docker-registry {missing} --docker-server={Pull.Registry(container)} --docker-username=USER --docker-password=\"$TOKEN\"");
    }
}
