using System.Collections.Immutable;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Views;

/// <summary>A pod.</summary>
sealed class PodView
{
    ObjectId? owner;

    public PodView(KubernetesObject pod, ClusterView cluster)
    {
        (Object, Cluster, Id) = (pod, cluster, pod.Id());
        var statuses = pod.Maps("status", "initContainerStatuses").Concat(pod.Maps("status", "containerStatuses"))
            .GroupBy(status => status.Text("name") ?? "", StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(),
                StringComparer.Ordinal);
        Node = pod.Text("spec", "nodeName") is { Length: > 0 } node ? SafeName.Of(node) : null;
        IsReady = pod.Condition("Ready") is { IsTrue: true };
        Labels = pod.Labels();
        Containers =
        [
            .. pod.Maps("spec", "initContainers").Select(spec => Container(spec, isInit: true)),
            .. pod.Maps("spec", "containers").Select(spec => Container(spec, isInit: false)),
        ];

        ContainerView Container(ImmutableDictionary<string, object> spec, bool isInit) =>
            new(this, spec, statuses.GetValueOrDefault(spec.Text("name") ?? "") ?? ImmutableDictionary<string, object>.Empty, isInit);
    }

    public ClusterView Cluster { get; }

    public KubernetesObject Object { get; }

    public ImmutableArray<ContainerView> Containers { get; }

    public ObjectId Id { get; }

    public string Name => Object.Name;

    public string Namespace => Object.Namespace ?? "";

    public string Phase => Object.Text("status", "phase") ?? "";

    public string? Node { get; }

    public bool IsFinished => Phase is "Succeeded" or "Failed";

    public bool IsPending => Phase == "Pending" && Node is null && !IsBeingDeleted;

    public bool IsBeingDeleted => Object.DeletedAt() is not null;

    public bool IsReady { get; }

    /// <summary>Whether it should work and does not.</summary>
    public bool IsUnhealthy => !IsFinished && !IsBeingDeleted && !IsReady;

    public bool IsOnHostNetwork => Object.Flag("spec", "hostNetwork");

    public ImmutableDictionary<string, object> Spec => Object.Map("spec");

    public IReadOnlyDictionary<string, string> Labels { get; }

    public string ServiceAccount => Spec.Text("serviceAccountName") is { Length: > 0 } name ? SafeName.Of(name) : "default";

    public IReadOnlyList<EventView> Events => Cluster.Events(Id);

    /// <summary>The workload that it belongs to, or itself.</summary>
    public ObjectId Owner => owner ??= Cluster.TopOwner(Id);

    public IEnumerable<string> Claims => Spec.Maps("volumes").Select(volume => volume.Text("persistentVolumeClaim", "claimName"))
        .OfType<string>().Where(SafeName.Is);

    /// <summary>A finding about this pod.</summary>
    public Finding Finding(string check, string what, string cause) => new(check, Id, what, cause);
}
