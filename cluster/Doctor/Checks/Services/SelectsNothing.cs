using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Services;

/// <summary>A Service whose selector fits no pod.</summary>
sealed class SelectsNothing : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var service in cluster.Services.Where(each => each.HasSelector && each.Pods.Count == 0 && !each.HasReadyAddress))
        {
            // Nothing to select yet, or scaled to nothing: other checks say that.
            if (cluster.Workloads.Any(workload => workload.Object.Namespace == service.Namespace && Selector.IsSubset(service.Selects, workload.TemplateLabels))
                || OperatorsMakes(service) || service.Id == ClusterView.Dns)
                continue;
            var near = cluster.PodsIn(service.Namespace)
                .Where(pod => !pod.IsFinished && service.Selects.Any(label => pod.Labels.GetValueOrDefault(label.Key) == label.Value
                || pod.Labels.ContainsKey(label.Key)))
                .OrderByDescending(pod => service.Selects.Count(label => pod.Labels.GetValueOrDefault(label.Key) == label.Value)).FirstOrDefault()
                ?? cluster.PodsIn(service.Namespace).FirstOrDefault(pod => pod.Owner.Name == service.Name);
            var differs = near is null ? [] : service.Selects.Where(label => near.Labels.GetValueOrDefault(label.Key) != label.Value)
                .Select(label => $"{label.Key} is {near.Labels.GetValueOrDefault(label.Key) ?? "not set"}, not {label.Value}").ToList();
            yield return new("selects-nothing", service.Id, $"Service {service.Name} selects no pod", near is null
                ? $"No pod of {service.Namespace} has these labels, and no workload makes such pods."
                : $"Pod {near.Name} is probably meant: its label {string.Join(", ", differs)}.")
            {
                Evidence = [$"spec.selector {Selector.Text(service.Selects)}", .. near is null ? []
                    : new[] { $"labels of Pod {near.Name}: {Selector.Text(near.Labels)}" }],
                Commands = [$"kubectl -n {service.Namespace} get pods --show-labels", $"kubectl -n {service.Namespace} edit service {service.Name}"],
                Runbook = "docs/runbooks/service-no-endpoints.md",
            };
        }
    }

    // Operators make Services before pods, and for roles that no pod has, such as replicas of a single instance.
    static bool OperatorsMakes(ServiceView service) => service.Object.Owners().Any() || service.Selects.ContainsKey("cnpg.io/cluster");
}
