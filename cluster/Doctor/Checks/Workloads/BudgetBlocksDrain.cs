using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Workloads;

/// <summary>A disruption budget that lets no drain end.</summary>
sealed class BudgetBlocksDrain : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        var draining = cluster.Nodes.Where(node => node.IsCordoned).ToList();
        foreach (var budget in draining.Count == 0 ? [] : cluster.Snapshot.Of("policy", "PodDisruptionBudget")
            .Where(each => each.Count("status", "expectedPods") > 0 && each.Count("status", "disruptionsAllowed") == 0))
        {
            var held = draining.SelectMany(node => node.Pods).Where(pod => pod.Namespace == budget.Namespace
                && Selector.Matches(budget.Map("spec", "selector"), pod.Labels) && !pod.IsFinished).ToList();
            if (held.Count == 0 || held.Any(pod => pod.IsUnhealthy))
                continue;
            yield return new("budget-blocks-drain", budget.Id(), $"The disruption budget {budget.Name} keeps {held[0].Node} from being drained",
                budget.Count("status", "desiredHealthy") >= budget.Count("status", "expectedPods")
                    ? "It wants all of its pods all of the time. One pod more, or a budget that allows one to be away."
                    : "As many of its pods are away as it allows already.")
            {
                Severity = Severity.Risk,
                Evidence = [string.Create(CultureInfo.InvariantCulture,
                    $"status.disruptionsAllowed 0, currentHealthy {budget.Count("status", "currentHealthy")}, desiredHealthy {budget.Count("status", "desiredHealthy")}"),
                    .. held.Take(2).Select(pod => $"Pod {pod.Namespace}/{pod.Name} on {pod.Node}")],
                Commands = [$"kubectl -n {budget.Namespace} get pods -o wide -l '{Selector.Text(budget.Body.TextMap("spec", "selector", "matchLabels"))}'"],
                Runbook = "docs/runbooks/node-reboot.md",
            };
        }
    }
}
