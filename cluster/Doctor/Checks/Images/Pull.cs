using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cluster.Doctor.Checks.Images;

/// <summary>What is known of an image that does not arrive.</summary>
static class Pull
{
    const string Runbook = "docs/runbooks/image-pull.md";

    /// <summary>What the kubelet says of it; null when the container does not wait for its image.</summary>
    public static string? Failure(ContainerView container)
    {
        if (container.Waiting is not ("ImagePullBackOff" or "ErrImagePull" or "RegistryUnavailable" or "ErrImageNeverPull" or "InvalidImageName" or "ImageInspectError"))
            return null;
        // "Back-off pulling image" says nothing; the event before it does.
        var events = container.Pod.Events.Where(each => each.IsWarning && each.Says(container.Image)).Select(each => each.Message);
        return string.Join('\n', events.Prepend(container.WaitingMessage));
    }

    /// <summary>Whether it says one of these.</summary>
    public static bool Says(ContainerView container, params ReadOnlySpan<string> texts)
    {
        if (Failure(container) is not { } failure)
            return false;
        foreach (var text in texts)
            if (failure.Contains(text, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>Whether the registry does not let in who asks.</summary>
    public static bool IsDenied(ContainerView container) => Says(
        container, "unauthorized", "denied", "forbidden", "authentication required", "no basic auth credentials", "authorization failed", "401", "403");

    /// <summary>Host of the registry.</summary>
    public static string Registry(ContainerView container)
    {
        var first = container.Image.Split('/')[0];
        return container.Image.Contains('/', StringComparison.Ordinal) && first.AsSpan().ContainsAny(".:") ? first : "docker.io";
    }

    /// <summary>Secrets that the pod or its service account name for pulling.</summary>
    public static IReadOnlyList<string> Secrets(PodView pod) =>
    [
        .. pod.Spec.Maps("imagePullSecrets").Concat(
            pod.Cluster.Snapshot.Find("", "ServiceAccount", pod.Namespace, pod.ServiceAccount)?.Maps("imagePullSecrets") ?? [])
            .Select(secret => secret.Text("name")).OfType<string>().Where(SafeName.Is).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>A finding about it.</summary>
    public static Finding Finding(ContainerView container, string check, string what, string cause, params string[] commands) =>
        container.Pod.Finding(check, what, cause) with
        {
            Evidence = [$"image {ImageReference.Parse(container.Image).ToShortString()} of container {container.Name}", container.State,
                .. container.Pod.Events.Where(each => each.Reason == "Failed" && each.Says(container.Image)).Take(1).Select(each => each.ToString())],
            Commands = [.. commands],
            Runbook = Runbook,
        };

    /// <summary>How a workload gets another image.</summary>
    public static string SetImage(ContainerView container, string image)
    {
        var owner = container.Pod.Owner;
        return $"kubectl -n {container.Pod.Namespace} set image {owner.Kind.ToLowerInvariant()}/{owner.Name} {container.Name}={image}";
    }
}
