using System.Collections.Immutable;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Views;

/// <summary>A Deployment, StatefulSet, DaemonSet or ReplicaSet of its own.</summary>
sealed class WorkloadView(KubernetesObject workload, ClusterView cluster)
{
    public KubernetesObject Object => workload;

    public ObjectId Id { get; } = workload.Id();

    public int Wanted { get; } = workload.Kind == "DaemonSet"
        ? workload.Count("status", "desiredNumberScheduled")
        : workload.Number("spec", "replicas") is { } replicas ? (int)replicas : 1;

    public int Ready { get; } = workload.Kind == "DaemonSet" ? workload.Count("status", "numberReady") : workload.Count("status", "readyReplicas");

    public ImmutableDictionary<string, object> Template => workload.Map("spec", "template");

    public IReadOnlyDictionary<string, string> TemplateLabels { get; } = workload.Body.TextMap("spec", "template", "metadata", "labels");

    /// <summary>Its pods.</summary>
    public IEnumerable<PodView> Pods => cluster.PodsOf(Id);

    /// <summary>What it and the ReplicaSets that it made reported.</summary>
    public IEnumerable<EventView> Events => cluster.Events(Id).Concat(cluster.OwnedBy(Id).SelectMany(owned => cluster.Events(owned)));
}
