using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Routes;

/// <summary>A route to a Service without a pod that is ready.</summary>
sealed class NoEndpointsBehind : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from rule in cluster.Routes.Rules
        let service = cluster.Service(rule.ServiceNamespace, rule.Service)
        where service is { HasSelector: true, HasReadyAddress: false } && !service.Pods.Any(pod => pod.IsReady)
        select new Finding("route-without-endpoints", rule.Object.Id(), $"{(rule.Host.Length > 0 ? rule.Host : "Every other host")}{rule.Path} answers 503",
            "Nothing ready is behind it.")
        {
            Evidence = [$"Service {service.Namespace}/{service.Name} has no ready endpoint"],
            Commands = [$"kubectl -n {service.Namespace} get endpointslices -l kubernetes.io/service-name={service.Name}"],
            Runbook = "docs/runbooks/ingress-503.md",
            IsSymptom = true,
            Because = [service.Id],
        };
}
