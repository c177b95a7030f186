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
    /// <summary>The requests of every object that keeps pods running. Jobs end, so they do not count.</summary>
    public static IEnumerable<PodRequests> AllOf(KubernetesManifests manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        var templates = RecordedPods.AllOf(manifests)
            .Where(pod => pod.Owner.Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "Pod" or "Rollout")
            .Select(pod => new PodRequests(pod.Owner, pod.Replicas, pod.Owner.Kind == "DaemonSet", Sum(pod, "cpu"), Sum(pod, "memory")));
        return templates.Concat(manifests.Objects.Where(IsPostgres).Select(OfPostgres));
    }

    // The operator makes pods of it, and nothing else in the render says how large.
    static bool IsPostgres(RecordedObject each) => each.Kind == "Cluster" && each.ApiVersion.StartsWith("postgresql.cnpg.io/", StringComparison.Ordinal);

    static PodRequests OfPostgres(RecordedObject cluster)
    {
        var spec = cluster.Body.Map("spec");
        var requests = spec.Map("resources", "requests");
        var instances = spec.GetValueOrDefault("instances") is double number ? (int)number : 1;
        return new(cluster, instances, false, Amount(requests, "cpu"), Amount(requests, "memory"));
    }

    static double Sum(RecordedPods pod, string resource) => pod.Template.Spec.Maps("containers")
        .Sum(container => Amount(container.Map("resources", "requests"), resource));

    static double Amount(ImmutableDictionary<string, object> requests, string resource) =>
        requests.TryGetValue(resource, out var quantity) ? ResourceQuantity.Parse(quantity) : 0;
}
