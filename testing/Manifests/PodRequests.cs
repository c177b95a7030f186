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

    /// <summary>The requests of every object that keeps pods running. Jobs end, so they do not count.</summary>
    public static IEnumerable<PodRequests> AllOf(KubernetesManifests manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        var defaults = ContainerDefaults.Of(manifests);
        var templates = RecordedPods.AllOf(manifests)
            .Where(pod => pod.Owner.Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "Pod" or "Rollout")
            .Select(pod => Of(pod.Owner, pod.Replicas, pod.Template.Spec.Maps("containers"), defaults));
        return templates
            .Concat(manifests.Objects.Where(each => IsOfPostgres(each, "Cluster")).Select(OfPostgres))
            .Concat(manifests.Objects.Where(each => IsOfPostgres(each, "Pooler")).Select(pooler => OfPooler(pooler, defaults)));
    }

    // The operator makes pods of it, and nothing else in the render says how large.
    static bool IsOfPostgres(RecordedObject each, string kind) => each.Kind == kind && each.ApiVersion.StartsWith("postgresql.cnpg.io/", StringComparison.Ordinal);

    static PodRequests OfPostgres(RecordedObject cluster)
    {
        var spec = cluster.Body.Map("spec");
        var requests = spec.Map("resources", "requests");
        var instances = spec.GetValueOrDefault("instances") is double number ? (int)number : 1;
        return new(cluster, instances, false, Amount(requests, "cpu"), Amount(requests, "memory"));
    }

    // Its template is a patch of the operator's own, which is one container.
    static PodRequests OfPooler(RecordedObject pooler, ContainerDefaults defaults)
    {
        IReadOnlyList<ImmutableDictionary<string, object>> containers = [.. pooler.Body.Map("spec", "template", "spec").Maps("containers")];
        return Of(pooler, (int?)pooler.Body.Number("spec", "instances") ?? 1, containers.Count > 0 ? containers : [ImmutableDictionary<string, object>.Empty], defaults);
    }

    static PodRequests Of(RecordedObject owner, int replicas, IEnumerable<ImmutableDictionary<string, object>> containers, ContainerDefaults defaults)
    {
        var asked = containers.Select(container => container.Map("resources", "requests")).ToList();
        var given = defaults.Of(owner.Namespace);
        return new(owner, replicas, owner.Kind == "DaemonSet", asked.Sum(each => Amount(each, "cpu", given.Cores)), asked.Sum(each => Amount(each, "memory", given.Bytes)))
        {
            IsDefaulted = asked.Any(each => !each.ContainsKey("cpu") || !each.ContainsKey("memory")),
        };
    }

    static double Amount(ImmutableDictionary<string, object> requests, string resource, double otherwise = 0) =>
        requests.TryGetValue(resource, out var quantity) ? ResourceQuantity.Parse(quantity) : otherwise;
}
