using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Storage;

/// <summary>A volume of Longhorn that is not well.</summary>
sealed class LonghornVolume : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var volume in cluster.Snapshot.Of("longhorn.io", "Volume"))
        {
            var (robustness, state) = (volume.Text("status", "robustness"), volume.Text("status", "state"));
            var claim = volume.Text("status", "kubernetesStatus", "pvcName") is { Length: > 0 } name
                ? $"{volume.Text("status", "kubernetesStatus", "namespace")}/{name}" : volume.Name;
            var scheduled = volume.Condition("Scheduled") ?? volume.Condition("scheduled");
            if (robustness is "faulted" or "degraded")
                yield return new("longhorn-volume", volume.Id(), robustness == "faulted" ? $"The volume of {claim} has no replica that works"
                    : $"The volume of {claim} has fewer replicas than it should",
                    scheduled is { Status: "False" } ? $"No disk takes a replica: {scheduled.Message}" : robustness == "faulted"
                        ? "All of its disks are away or damaged. Bring one back, or restore a backup."
                        : "A disk or node is away. It is rebuilt when there is space on another.")
                {
                    Severity = robustness == "faulted" ? Severity.Broken : Severity.Risk,
                    Evidence = [$"status.robustness {robustness}, status.state {state}", .. scheduled is null ? [] : new[] { scheduled.ToString() }],
                    Commands = [$"kubectl -n {volume.Namespace} get replicas.longhorn.io -l longhornvolume={volume.Name} -o wide"],
                    Runbook = "docs/runbooks/pv-stuck.md",
                    IsSymptom = true,
                    Because = [.. cluster.Nodes.Where(node => !node.IsReady).Select(node => node.Id), .. cluster.Snapshot.Of("longhorn.io", "Node")
                        .Select(node => node.Id())],
                };
        }
    }
}
