using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Text;

namespace Basecamp.Cluster.Doctor.Checks.Scheduling;

/// <summary>A pod that waits for a claim of storage.</summary>
sealed class ClaimNotReady : IPodCheck
{
    public Finding? Look(PodView pod)
    {
        foreach (var name in pod.Claims)
        {
            if (pod.Cluster.Snapshot.Find("", "PersistentVolumeClaim", pod.Namespace, name) is not { } claim)
            {
                if (!pod.Cluster.Snapshot.Has("", "PersistentVolumeClaim") && !pod.Events.Any(each => each.Says($"persistentvolumeclaim \"{name}\" not found")))
                    continue;
                return pod.Finding("claim-missing", $"PersistentVolumeClaim {name} does not exist", "The pod mounts it, so no node can be chosen."
                    + NearestName.Suggest(name, pod.Cluster.Snapshot.Of("", "PersistentVolumeClaim").Where(each => each.Namespace == pod.Namespace)
                        .Select(each => each.Name))) with
                {
                    Evidence = [$"spec.volumes persistentVolumeClaim {name}", .. pod.Events.Take(1).Select(each => each.ToString())],
                    Commands = [$"kubectl -n {pod.Namespace} get pvc"],
                    Runbook = "docs/runbooks/pv-stuck.md",
                };
            }
            if (claim.Text("status", "phase") == "Bound" || IsForFirstConsumer(pod.Cluster, claim))
                continue;
            return pod.Finding("claim-pending", $"The pod waits for its claim {name}", "The claim has no volume.") with
            {
                Evidence = [$"PersistentVolumeClaim {pod.Namespace}/{name} status.phase {claim.Text("status", "phase")}"],
                Commands = [$"kubectl -n {pod.Namespace} describe pvc {name}"],
                Runbook = "docs/runbooks/pv-stuck.md",
                IsSymptom = true,
            };
        }
        return null;
    }

    // Such a claim waits for the pod, not the other way round.
    static bool IsForFirstConsumer(ClusterView cluster, KubernetesObject claim) =>
        cluster.Snapshot.Find("storage.k8s.io", "StorageClass", null, claim.Text("spec", "storageClassName") ?? "") is { } storage
        && storage.Text("volumeBindingMode") == "WaitForFirstConsumer" && !cluster.Events(claim.Id())
            .Any(each => each.Reason is "ProvisioningFailed" or "ExternalProvisioning");
}
