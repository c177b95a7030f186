using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Workloads;

/// <summary>Pods that keep an old version until somebody deletes them.</summary>
sealed class OldVersionKept : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var workload in cluster.Workloads.Where(each => each.Object.Text("spec", "updateStrategy", "type") == "OnDelete"))
        {
            var old = workload.Object.Kind == "StatefulSet"
                ? workload.Pods.Where(pod => workload.Object.Text("status", "updateRevision") is { Length: > 0 } wanted
                    && pod.Labels.GetValueOrDefault("controller-revision-hash") is { } has && has != wanted).ToList()
                : workload.Object.Count("status", "updatedNumberScheduled") < workload.Wanted
                    ? workload.Pods.Where(pod => pod.Labels.GetValueOrDefault("pod-template-generation") is { } generation
                        && generation != workload.Object.Count("metadata", "generation").ToString(CultureInfo.InvariantCulture)).ToList()
                    : [];
            if (old.Count == 0)
                continue;
            yield return new("old-version-kept", workload.Id, string.Create(CultureInfo.InvariantCulture,
                $"{old.Count} of {workload.Wanted} pods keep an old version until somebody deletes them"),
                "updateStrategy is OnDelete: a change reaches a pod only when it is made anew. Delete them one by one, the next when the one before is ready.")
            {
                Severity = Severity.Risk,
                Evidence = [.. old.Take(3)
                    .Select(pod => $"Pod {pod.Namespace}/{pod.Name} controller-revision-hash {pod.Labels.GetValueOrDefault("controller-revision-hash")}"),
                    $"status.updateRevision {workload.Object.Text("status", "updateRevision")}"],
                Commands = [.. old.Take(1).Select(pod => $"kubectl -n {pod.Namespace} delete pod {pod.Name}")],
                Runbook = "docs/runbooks/vault-unseal.md",
            };
        }
    }
}
