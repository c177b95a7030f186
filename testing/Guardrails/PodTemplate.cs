using System.Collections.Immutable;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>The pods that a Kubernetes object starts.</summary>
/// <param name="Owner">The object.</param>
/// <param name="Labels">Labels of the pods.</param>
/// <param name="Spec">The pods' <c>spec</c>.</param>
/// <param name="Replicas">Pods: the object's number, else the least that its autoscaler keeps, else 1.</param>
sealed record PodTemplate(
    KubernetesObject Owner, ImmutableDictionary<string, object> Labels, ImmutableDictionary<string, object> Spec, int Replicas)
{
    static readonly ImmutableDictionary<string, object> Nothing = ImmutableDictionary<string, object>.Empty;

    /// <summary>All containers, those that only run at start included.</summary>
    public IEnumerable<ImmutableDictionary<string, object>> Containers => Maps(Spec, "initContainers").Concat(Maps(Spec, "containers"));

    /// <summary>The pods of every object that starts some.</summary>
    public static IEnumerable<PodTemplate> AllOf(KubernetesManifests manifests)
    {
        var scaled = ScaledReplicas.Of(manifests);
        return manifests.Objects.Select(owner => Of(owner, scaled)).OfType<PodTemplate>();
    }

    /// <summary>The map at <paramref name="key"/>; empty when there is none.</summary>
    public static ImmutableDictionary<string, object> Map(ImmutableDictionary<string, object> parent, string key) =>
        parent.GetValueOrDefault(key) as ImmutableDictionary<string, object> ?? Nothing;

    /// <summary>The maps of the list at <paramref name="key"/>.</summary>
    public static IEnumerable<ImmutableDictionary<string, object>> Maps(ImmutableDictionary<string, object> parent, string key) =>
        parent.GetValueOrDefault(key) is ImmutableArray<object> list ? list.OfType<ImmutableDictionary<string, object>>() : [];

    static PodTemplate? Of(KubernetesObject owner, ScaledReplicas scaled)
    {
        var spec = Map(owner.Body, "spec");
        return owner.Kind switch
        {
            "Pod" => new(owner, Map(Map(owner.Body, "metadata"), "labels"), spec, 1),
            "Deployment" or "StatefulSet" or "DaemonSet" or "Job" or "Rollout" => Of(owner, spec, ReplicasOf(spec) ?? scaled.LeastOf(owner) ?? 1),
            "CronJob" => Of(owner, Map(Map(spec, "jobTemplate"), "spec"), 1),
            _ => null,
        };
    }

    static PodTemplate Of(KubernetesObject owner, ImmutableDictionary<string, object> spec, int replicas)
    {
        var template = Map(spec, "template");
        return new(owner, Map(Map(template, "metadata"), "labels"), Map(template, "spec"), replicas);
    }

    static int? ReplicasOf(ImmutableDictionary<string, object> spec) => spec.GetValueOrDefault("replicas") is double replicas ? (int)replicas : null;
}
