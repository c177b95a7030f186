using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.ControlPlane;

/// <summary>A part of the API that somebody else serves and that is down.</summary>
sealed class ApiServiceDown : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from each in cluster.Snapshot.Of("apiregistration.k8s.io", "APIService")
        let available = each.Condition("Available")
        where available is { Status: "False" }
        let service = cluster.Service(each.Text("spec", "service", "namespace"), each.Text("spec", "service", "name"))
        select new Finding("api-service-down", each.Id(), $"The API {each.Name} is down", service is null
            ? "Its Service does not exist: it was probably uninstalled, and its APIService was left behind. Namespaces cannot be deleted while it is there."
            : "Who serves it does not answer. HPAs get no metrics from it, and namespaces cannot be deleted meanwhile.")
        {
            Evidence = [available.ToString()],
            Commands = service is null ? [$"kubectl delete apiservice {each.Name}"]
                : [$"kubectl -n {service.Namespace} get pods -l '{Selector.Text(service.Selects)}'"],
            Runbook = "docs/runbooks/apiserver-errors.md",
            IsSymptom = service is not null,
            Because = service is null ? [] : [service.Id],
        };
}
