using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Storage;

/// <summary>A volume that was made larger and is not yet.</summary>
sealed class ResizePending : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from claim in cluster.Snapshot.Of("", "PersistentVolumeClaim")
        let told = cluster.Events(claim.Id()).FirstOrDefault(each => each.Reason is "VolumeResizeFailed" or "ExternalExpanding" && each.IsWarning)
        let waiting = claim.Condition("FileSystemResizePending")
        where told is not null || (waiting is { IsTrue: true } && cluster.Since(waiting.At) > TimeSpan.FromMinutes(10))
        select new Finding("resize-pending", claim.Id(), $"Claim {claim.Name} was made larger, and its volume is not", told is not null
            ? "The storage cannot make it larger; the event says why."
            : "The file system grows when a pod starts with it: restart the pod.")
        {
            Severity = Severity.Risk,
            Evidence = [told?.ToString() ?? waiting!.ToString(),
                $"asked for {claim.Text("spec", "resources", "requests", "storage")}, has {claim.Text("status", "capacity", "storage")}"],
            Commands = [.. cluster.PodsIn(claim.Namespace!).Where(pod => pod.Claims.Contains(claim.Name)).Take(1)
                .Select(pod => $"kubectl -n {pod.Namespace} delete pod {pod.Name}")],
            Runbook = "docs/runbooks/grow-volume.md",
        };
}
