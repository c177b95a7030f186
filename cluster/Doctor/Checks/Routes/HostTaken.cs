using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Routes;

/// <summary>Two Ingresses for one host and path.</summary>
sealed class HostTaken : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from rules in cluster.Routes.Rules.Where(rule => rule.Host.Length > 0 && rule.Object.Kind == "Ingress")
            .GroupBy(rule => (rule.Host, rule.Path, Class: rule.Object.Text("spec", "ingressClassName")))
        let targets = rules.DistinctBy(rule => rule.Object.Id()).ToList()
        where targets.Select(rule => (rule.ServiceNamespace, rule.Service)).Distinct().Count() > 1
        let newest = targets.MaxBy(rule => rule.Object.CreatedAt())!
        select new Finding("host-taken", newest.Object.Id(),
            $"{rules.Key.Host}{rules.Key.Path} is claimed by {string.Join(" and ", targets.Select(rule => rule.Object.ToString()))}",
            "Which of them answers is up to the controller, and may change with each restart. Take it from one of them.")
        {
            Evidence = [.. targets.Select(rule => $"{rule.Object} leads to Service {rule.ServiceNamespace}/{rule.Service}")],
            Commands = [.. targets.Select(rule => $"kubectl -n {rule.Object.Namespace} get ingress {rule.Object.Name}")],
            Runbook = "docs/runbooks/ingress.md",
        };
}
