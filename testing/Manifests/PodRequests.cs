using System.Collections.Immutable;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;

namespace Basecamp.Testing.Manifests;

/// <summary>What the pods of an object ask the scheduler for.</summary>
/// <param name="Owner">The object.</param>
/// <param name="Replicas">Pods; 1 for a DaemonSet, which has one per node.</param>
/// <param name="IsPerNode">Whether every node gets that many.</param>
/// <param name="Cores">CPU of one pod, in cores.</param>
/// <param name="Bytes">Memory of one pod.</param>
public sealed record PodRequests(RecordedObject Owner, int Replicas, bool IsPerNode, double Cores, double Bytes)
{
    /// <summary>Whether some container says nothing, so that an amount is its namespace's default, or none. Default false.</summary>
    public bool IsDefaulted { get; init; }

    /// <summary>Where the pods go, as a pod's <c>spec</c> says it: selector, affinity and tolerations.</summary>
    public ImmutableDictionary<string, object> Spec { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>The requests of every object that keeps pods running. Jobs end, so they do not count.</summary>
    public static IEnumerable<PodRequests> AllOf(KubernetesManifests manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        var defaults = ContainerDefaults.Of(manifests);
        var templates = RecordedPods.AllOf(manifests)
            .Where(pod => pod.Owner.Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "Pod" or "Rollout")
            .Select(pod => Of(pod.Owner, pod.Replicas, pod.Template.Spec, defaults));
        return templates
            .Concat(manifests.Objects.Where(each => IsOfPostgres(each, "Cluster")).Select(cluster => OfPostgres(cluster, defaults)))
            .Concat(manifests.Objects.Where(each => IsOfPostgres(each, "Pooler")).Select(pooler => OfPooler(pooler, defaults)));
    }

    // The operator makes pods of it, and nothing else in the render says how large.
    static bool IsOfPostgres(RecordedObject each, string kind) => each.Kind == kind && each.ApiVersion.StartsWith("postgresql.cnpg.io/", StringComparison.Ordinal);

    // Its resources stand where a container's would, and its affinity has what a pod has beside each other.
    static PodRequests OfPostgres(RecordedObject cluster, ContainerDefaults defaults)
    {
        var spec = cluster.Body.Map("spec");
        var container = ImmutableDictionary<string, object>.Empty.Add("resources", spec.Map("resources"));
        return Of(cluster, (int?)spec.Number("instances") ?? 1, spec.Map("affinity").SetItem("containers", ImmutableArray.Create<object>(container)), defaults);
    }

    // Its template is a patch of the operator's own, which is one container.
    static PodRequests OfPooler(RecordedObject pooler, ContainerDefaults defaults)
    {
        var spec = pooler.Body.Map("spec", "template", "spec");
        if (!spec.Maps("containers").Any())
            spec = spec.SetItem("containers", ImmutableArray.Create<object>(ImmutableDictionary<string, object>.Empty));
        return Of(pooler, (int?)pooler.Body.Number("spec", "instances") ?? 1, spec, defaults);
    }

    static PodRequests Of(RecordedObject owner, int replicas, ImmutableDictionary<string, object> spec, ContainerDefaults defaults)
    {
        var given = defaults.Of(owner.Namespace);
        return new(owner, replicas, owner.Kind == "DaemonSet", PodAmounts.Of(spec, "cpu", given.Cores), PodAmounts.Of(spec, "memory", given.Bytes))
        {
            IsDefaulted = !PodAmounts.AreWritten(spec, "cpu") || !PodAmounts.AreWritten(spec, "memory"),
            Spec = spec,
        };
    }
}
