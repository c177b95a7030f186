using System.Globalization;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Reading;

/// <summary>A container whose log may say why it does not run.</summary>
/// <param name="Namespace">Namespace of its pod.</param>
/// <param name="Pod">Name of its pod.</param>
/// <param name="Name">Its name.</param>
/// <param name="Previous">Whether the run before this one is of interest: it is waiting to be started again.</param>
sealed record FailingContainer(string Namespace, string Pod, string Name, bool Previous)
{
    const int Lines = 60;
    const int Bytes = 16 << 10;

    /// <summary>How a snapshot calls its log.</summary>
    public string Key => $"{Namespace}/{Pod}/{Name}";

    /// <summary>Where its end is read.</summary>
    public string LogPath => string.Create(
        CultureInfo.InvariantCulture,
        $"/api/v1/namespaces/{Namespace}/pods/{Pod}/log?container={Name}&tailLines={Lines}&limitBytes={Bytes}{(Previous ? "&previous=true" : "")}");
}

/// <summary>Finds them among the objects of a cluster.</summary>
static class FailingContainers
{
    /// <summary>One for each failing container, at most two of a workload: equal pods say the same.</summary>
    public static IEnumerable<FailingContainer> Of(IEnumerable<KubernetesObject> objects) => objects
        .Where(each => each is { Kind: "Pod", Group: "", Namespace: not null } && each.DeletedAt() is null)
        .SelectMany(pod => InPod(pod).Select(container => (Owner: pod.Owners().FirstOrDefault(), Container: container)))
        .GroupBy(each => (each.Owner, each.Container.Namespace, each.Container.Name))
        .SelectMany(group => group.OrderBy(each => each.Container.Pod, StringComparer.Ordinal).Take(group.Key.Owner.Name is null ? int.MaxValue : 2))
        .Select(each => each.Container);

    static IEnumerable<FailingContainer> InPod(KubernetesObject pod) =>
        from status in pod.Maps("status", "initContainerStatuses").Concat(pod.Maps("status", "containerStatuses"))
        let waiting = status.Text("state", "waiting", "reason")
        let failed = status.Number("state", "terminated", "exitCode") is { } code && code != 0
        let restarted = status.Number("restartCount") > 0 && status.At("ready") is not true
        where waiting == "CrashLoopBackOff" || failed || restarted || (status.At("state", "running") is not null && status.At("ready") is false)
        select new FailingContainer(pod.Namespace!, pod.Name, status.Text("name") ?? "", waiting == "CrashLoopBackOff");
}
