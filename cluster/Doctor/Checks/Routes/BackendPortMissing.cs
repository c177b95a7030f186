using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Routes;

/// <summary>A route to a port that its Service does not have.</summary>
sealed class BackendPortMissing : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from rule in cluster.Routes.Rules
        let service = cluster.Service(rule.ServiceNamespace, rule.Service)
        where service is not null && rule.Port is not null && service.Port(rule.Port) is null
        select new Finding("backend-port", rule.Object.Id(),
            $"{rule.Object.Kind} {rule.Object.Name} leads to port {Text(rule.Port)} of Service {service.Name}, which has none like it",
            $"The Service has {string.Join(", ", service.Ports.Select(port => $"{Text(port.At("port"))}{(port.Text("name") is { } name ? $" ({name})" : "")}").DefaultIfEmpty("no ports"))}. Requests are answered 503.")
        {
            Evidence = [$"backend port {Text(rule.Port)} of {rule.Host}{rule.Path}",
                $"spec.ports of Service {service.Namespace}/{service.Name}: {string.Join(", ", service.Ports.Select(port => Text(port.At("port"))))}"],
            Commands = [$"kubectl -n {service.Namespace} get service {service.Name} -o jsonpath='{{.spec.ports}}'"],
            Runbook = "docs/runbooks/ingress-503.md",
        };

    static string Text(object? port) => port is double number ? number.ToString(CultureInfo.InvariantCulture) : port as string ?? "?";
}
