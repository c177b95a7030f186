using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Workloads;

/// <summary>A Deployment that somebody paused.</summary>
sealed class RolloutPaused : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from workload in cluster.Workloads
        where workload.Object.Kind == "Deployment" && workload.Object.Flag("spec", "paused")
            && workload.Object.Count("status", "updatedReplicas") < workload.Wanted
        select new Finding("rollout-paused", workload.Id, "The roll-out is paused, so pods keep their old version",
            "Somebody ran kubectl rollout pause. What was changed since then is not delivered.")
        {
            Evidence = ["spec.paused true", string.Create(CultureInfo.InvariantCulture,
                $"status.updatedReplicas {workload.Object.Count("status", "updatedReplicas")} of {workload.Wanted}")],
            Commands = [$"kubectl -n {workload.Object.Namespace} rollout resume deployment/{workload.Object.Name}"],
            Runbook = "docs/runbooks/app-down.md",
        };
}
