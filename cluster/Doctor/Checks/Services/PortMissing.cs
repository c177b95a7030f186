using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Services;

/// <summary>A Service that leads to a port that its pods do not have.</summary>
sealed class PortMissing : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var service in cluster.Services.Where(each => each.HasSelector))
        {
            foreach (var port in service.Ports)
            {
                var pod = service.Pods.FirstOrDefault(each => ServiceView.TargetOn(each, port) is not { } target || !Names(each, target));
                if (pod is null || service.Pods.Any(each => ServiceView.TargetOn(each, port) is { } target && Names(each, target)))
                    continue;
                var target = port.At("targetPort") is string name ? $"a port called {name}"
                    : $"port {(port.Number("targetPort") ?? port.Number("port"))?.ToString(CultureInfo.InvariantCulture)}";
                var has = pod.Containers.SelectMany(container => container.Spec.Maps("ports"))
                    .Select(each =>
                        $"{each.Count("containerPort").ToString(CultureInfo.InvariantCulture)}{(each.Text("name") is { } called ? $" ({called})" : "")}")
                        .ToList();
                // A number without a declaration may be right: declaring ports is only documentation.
                if (port.At("targetPort") is not string && has.Count == 0)
                    continue;
                yield return new("service-port", service.Id, $"Service {service.Name} leads to {target}, which its pods do not have",
                    $"The containers have {string.Join(", ", has.DefaultIfEmpty("no ports"))}. Correct targetPort of the Service, or the container's port.")
                {
                    Evidence = [$"spec.ports[{port.Text("name") ?? port.Count("port").ToString(CultureInfo.InvariantCulture)}].targetPort {port.At("targetPort") ?? port.At("port")}",
                        $"containerPorts of Pod {pod.Name}: {string.Join(", ", has.DefaultIfEmpty("none"))}"],
                    Commands = [$"kubectl -n {service.Namespace} edit service {service.Name}"],
                    Runbook = "docs/runbooks/service-no-endpoints.md",
                };
            }
        }
    }

    static bool Names(PodView pod, int target) => pod.Containers.Any(container => container.Ports.Contains(target));
}
