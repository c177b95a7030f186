using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Text;

namespace Basecamp.Cluster.Doctor.Checks.Storage;

/// <summary>A claim without a volume.</summary>
sealed class ClaimUnbound : ICheck
{
    const string DefaultClass = "storageclass.kubernetes.io/is-default-class";

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var claim in cluster.Snapshot.Of("", "PersistentVolumeClaim").Where(each => each.Text("status", "phase") is not "Bound"
            && each.DeletedAt() is null))
        {
            var events = cluster.Events(claim.Id());
            var name = claim.Text("spec", "storageClassName") ?? "";
            var classes = cluster.Snapshot.Of("storage.k8s.io", "StorageClass");
            var storage = classes.FirstOrDefault(each => each.Name == name);
            if (claim.Text("status", "phase") == "Lost")
                yield return Of(claim, "claim-lost", $"The volume of claim {claim.Name} is gone",
                    $"PersistentVolume {claim.Text("spec", "volumeName")} was deleted. The data may still be in the storage, and in a backup.", events);
            else if (name.Length == 0 && claim.At("spec", "storageClassName") is null && !classes.Any(each => each.Annotation(DefaultClass) == "true"))
                yield return Of(claim, "no-default-class", $"Claim {claim.Name} names no class, and there is no default one",
                    "Name a class in the claim (a new one: it cannot be changed), or make one the default.", events,
                    $"kubectl annotate storageclass {classes.Select(each => each.Name).FirstOrDefault() ?? "NAME"} {DefaultClass}=true");
            else if (name.Length > 0 && storage is null && classes.Count > 0)
                yield return Of(claim, "storage-class-missing", $"StorageClass {name} of claim {claim.Name} does not exist",
                    $"There is {string.Join(", ", classes.Select(each => each.Name))}.{NearestName.Suggest(name, classes.Select(each => each.Name))} "
                    + "The class of a claim cannot be changed: delete the claim and make it anew.", events, "kubectl get storageclasses",
                        $"kubectl -n {claim.Namespace} delete pvc {claim.Name}");
            else if (events.FirstOrDefault(each => each.Reason == "ProvisioningFailed") is { } failed)
                yield return Of(claim, "provisioning-failed", $"No volume can be made for claim {claim.Name}", failed.Message,
                    events) with
                { IsSymptom = failed.Says("connect") || failed.Says("unavailable") };
            else if (events.Any(each => each.Reason == "ExternalProvisioning") && cluster.Since(claim.CreatedAt()) > TimeSpan.FromMinutes(2))
                yield return Of(claim, "provisioner-silent", $"Nobody makes a volume for claim {claim.Name}",
                    $"Provisioner {storage?.Text("provisioner")} of class {name} does not answer: do its pods run?", events,
                    "kubectl get pods -A | grep -i -e csi -e provisioner -e longhorn") with
                {
                    IsSymptom = true,
                    Because = [.. cluster.Pods.Where(pod => pod.IsUnhealthy && (pod.Name.StartsWith("csi-provisioner", StringComparison.Ordinal)
                        || pod.Name.StartsWith("local-path-provisioner", StringComparison.Ordinal))).Select(pod => pod.Id)],
                };
            else if (storage is { } && storage.Text("volumeBindingMode") != "WaitForFirstConsumer" && cluster.Since(claim.CreatedAt()) > TimeSpan.FromMinutes(5)
                || storage?.Text("provisioner") == "kubernetes.io/no-provisioner" && events.Any(each => each.Reason == "FailedBinding"))
                yield return Of(claim, "no-volume-matches", $"Claim {claim.Name} has no volume",
                    "No free PersistentVolume matches its size, class and access modes, and nobody makes one.", events);
        }
    }

    static Finding Of(KubernetesObject claim, string check, string what, string cause, IReadOnlyList<EventView> events, params string[] commands) =>
        new(check, claim.Id(), what, cause)
        {
            Evidence = [$"status.phase {claim.Text("status", "phase")}, spec.storageClassName {claim.Text("spec", "storageClassName") ?? "none"}",
            .. events.Take(2).Select(each => each.ToString())],
            Commands = [.. commands, $"kubectl -n {claim.Namespace} describe pvc {claim.Name}"],
            Runbook = "docs/runbooks/pv-stuck.md",
        };
}
