using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Text;

namespace Basecamp.Cluster.Doctor.Checks.Routes;

/// <summary>A route to a Service that does not exist.</summary>
sealed class BackendMissing : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from rule in cluster.Routes.Rules
        where rule.Service is not null && cluster.Service(rule.ServiceNamespace, rule.Service) is null
        select new Finding("backend-missing", rule.Object.Id(), $"{rule.Object.Kind} {rule.Object.Name} leads to Service {rule.Service}, which does not exist",
            $"Requests for {(rule.Host.Length > 0 ? rule.Host : "every host")}{rule.Path} are answered 503 or 404."
                + NearestName.Suggest(rule.Service!, cluster.Services.Where(each => each.Namespace == rule.ServiceNamespace).Select(each => each.Name)))
        {
            Evidence = [$"backend {rule.ServiceNamespace}/{rule.Service} of {rule.Host}{rule.Path}",
                $"Services of {rule.ServiceNamespace}: {string.Join(", ", cluster.Services.Where(each => each.Namespace == rule.ServiceNamespace).Select(each => each.Name).DefaultIfEmpty("none"))}"],
            Commands = [$"kubectl -n {rule.ServiceNamespace} get services"],
            Runbook = "docs/runbooks/ingress-503.md",
        };
}
