using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Services;

/// <summary>A Service without a pod that is ready.</summary>
sealed class NoEndpoints : ICheck
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var service in cluster.Services.Where(each => each.HasSelector && !each.Pods.Any(pod => pod.IsReady)
            && cluster.Since(each.Object.CreatedAt()) > Patience))
        {
            var workloads = cluster.Workloads.Where(workload => workload.Object.Namespace == service.Namespace
                && Selector.IsSubset(service.Selects, workload.TemplateLabels)).ToList();
            if (service.Pods.Count == 0 && workloads.Count == 0 || service.HasReadyAddress || service.Object.Flag("spec", "publishNotReadyAddresses"))
                continue;
            var scaledToNothing = service.Pods.Count == 0 && workloads.All(workload => workload.Wanted == 0);
            if (scaledToNothing && service.Id == ClusterView.Dns)
                continue;
            if (scaledToNothing && cluster.Snapshot.Of("keda.sh", "ScaledObject").Any(scaled => workloads.Any(workload =>
                workload.Object.Namespace == scaled.Namespace && workload.Object.Name == scaled.Text("spec", "scaleTargetRef", "name"))))
                continue;
            yield return new(scaledToNothing ? "scaled-to-nothing" : "no-endpoints", service.Id,
                scaledToNothing ? $"Service {service.Name} has no pods: {workloads[0].Object.Name} is scaled to 0"
                    : $"Service {service.Name} has no pod that is ready",
                scaledToNothing ? "Somebody scaled it to 0, perhaps for maintenance." : "Requests to it are refused.")
            {
                Evidence = [string.Create(CultureInfo.InvariantCulture, $"{service.Pods.Count} pods selected by {Selector.Text(service.Selects)}, none ready")],
                Commands = scaledToNothing
                    ? [$"kubectl -n {service.Namespace} scale {workloads[0].Object.Kind.ToLowerInvariant()}/{workloads[0].Object.Name} --replicas=1"]
                    : [$"kubectl -n {service.Namespace} get endpointslices -l kubernetes.io/service-name={service.Name}"],
                Runbook = "docs/runbooks/service-no-endpoints.md",
                IsSymptom = !scaledToNothing,
            };
        }
    }
}
