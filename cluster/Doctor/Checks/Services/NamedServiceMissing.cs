using Basecamp.Cluster.Doctor.Views;
using Basecamp.Manifests.Text;

namespace Basecamp.Cluster.Doctor.Checks.Services;

/// <summary>A Service that a failing pod asks for, and that does not exist.</summary>
sealed class NamedServiceMissing : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from pod in cluster.Pods
        where pod.IsUnhealthy && pod.Node is not null
        from need in Containers.Needs.Named(pod)
        where cluster.Service(need.Namespace, need.Service) is null
        select pod.Finding("named-service-missing", $"{need.Place} names Service {need.Namespace}/{need.Service}, which does not exist",
            $"The pod is not well, and asks for something that is not there.{NearestName.Suggest(need.Service, cluster.Services.Where(each => each.Namespace == need.Namespace).Select(each => each.Name))}") with
        {
            Evidence = [$"{need.Place} of Pod {pod.Namespace}/{pod.Name}",
                $"Services of {need.Namespace}: {string.Join(", ", cluster.Services.Where(each => each.Namespace == need.Namespace).Select(each => each.Name).DefaultIfEmpty("none"))}"],
            Commands = [$"kubectl -n {need.Namespace} get services"],
            Runbook = "docs/runbooks/service-no-endpoints.md",
        };
}
