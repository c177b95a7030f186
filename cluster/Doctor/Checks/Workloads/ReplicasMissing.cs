using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Workloads;

/// <summary>A workload with fewer ready pods than it should have.</summary>
sealed class ReplicasMissing : ICheck
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from workload in cluster.Workloads
        where workload.Ready < workload.Wanted && workload.Object.DeletedAt() is null && cluster.Since(workload.Object.CreatedAt()) > Patience
        let progress = workload.Object.Condition("Progressing")
        let isStuck = progress is { Status: "False" }
        // While new pods start, some are not ready; that is no finding unless none is, or it takes too long.
        where isStuck || workload.Ready == 0 || workload.Pods.Any(pod => pod.IsUnhealthy && cluster.Since(pod.Object.CreatedAt()) > Patience)
            || !workload.Pods.Any(pod => !pod.IsReady)
        select new Finding("replicas-missing", workload.Id,
            string.Create(CultureInfo.InvariantCulture, $"{workload.Ready} of {workload.Wanted} pods are ready"),
            workload.Object.Flag("spec", "paused") ? "Its roll-out is paused." : isStuck ? progress!.Message : "Its pods are not ready, or not there.")
        {
            Evidence = [string.Create(CultureInfo.InvariantCulture, $"status.readyReplicas {workload.Ready}, wanted {workload.Wanted}"), .. isStuck
                ? [progress!.ToString()] : Array.Empty<string>()],
            Commands = [$"kubectl -n {workload.Object.Namespace} describe {workload.Object.Kind.ToLowerInvariant()} {workload.Object.Name}"],
            Runbook = "docs/runbooks/app-down.md",
            IsSymptom = true,
        };
}
