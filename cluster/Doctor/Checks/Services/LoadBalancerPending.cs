using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Services;

/// <summary>A Service that waits for an address.</summary>
sealed class LoadBalancerPending : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from service in cluster.Services
        where service.Object.Text("spec", "type") == "LoadBalancer" && !service.Object.Maps("status", "loadBalancer", "ingress").Any()
            && cluster.Since(service.Object.CreatedAt()) > TimeSpan.FromMinutes(2) && service.Object.DeletedAt() is null
        let told = cluster.Events(service.Id).FirstOrDefault(each => each.IsWarning)
        let request = service.Object.Conditions().FirstOrDefault(each => each.Status == "False")
        select new Finding("load-balancer-pending", service.Id, $"Service {service.Name} has no address",
            request is not null && request.Message.Length > 0 ? request.Message : told?.Message
                ?? "Nobody gives addresses to Services of type LoadBalancer, the pool is used up, or it does not contain the one that is asked for.")
        {
            Evidence = ["status.loadBalancer.ingress is empty", .. told is null ? [] : new[] { told.ToString() }, .. request is null ? []
                : new[] { request.ToString() }],
            Commands = [$"kubectl -n {service.Namespace} describe service {service.Name}", "kubectl get ciliumloadbalancerippools,ipaddresspools -A"],
            Runbook = "docs/runbooks/load-balancer.md",
        };
}
