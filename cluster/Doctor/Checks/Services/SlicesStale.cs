using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Services;

/// <summary>A Service whose ready pods are not among its endpoints.</summary>
sealed class SlicesStale : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        if (!cluster.Snapshot.Has("discovery.k8s.io", "EndpointSlice"))
            yield break;
        foreach (var service in cluster.Services.Where(each => each.HasSelector && !each.HasReadyAddress && each.Object.DeletedAt() is null))
        {
            var ready = service.Pods.Where(pod => pod.IsReady && !pod.IsBeingDeleted
                && cluster.Since(pod.Object.Condition("Ready")?.At) > TimeSpan.FromMinutes(1)).ToList();
            if (ready.Count == 0 || service.Ports.All(port => ready.All(pod => ServiceView.TargetOn(pod, port) is null)))
                continue;
            yield return new("endpoints-stale", service.Id, $"Pods of Service {service.Name} are ready, and not among its endpoints",
                "The controller that writes EndpointSlices does not work, or somebody wrote them by hand. It is part of K3s' servers.")
            {
                Evidence = [$"Pod {ready[0].Namespace}/{ready[0].Name} is ready", $"{service.Slices.Count()} EndpointSlices, no ready address"],
                Commands = [$"kubectl -n {service.Namespace} get endpointslices -l kubernetes.io/service-name={service.Name} -o yaml",
                    "kubectl -n kube-system get leases kube-controller-manager"],
                Runbook = "docs/runbooks/service-no-endpoints.md",
            };
        }
    }
}
