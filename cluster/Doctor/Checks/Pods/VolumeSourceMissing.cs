using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Text;

namespace Basecamp.Cluster.Doctor.Checks.Pods;

/// <summary>A Secret or ConfigMap that a pod mounts, and that does not exist.</summary>
sealed class VolumeSourceMissing : IPodCheck
{
    public Finding? Look(PodView pod)
    {
        if (pod.Events.FirstOrDefault(each => each.Reason == "FailedMount" && each.Says("not found")
            && (Name(each, "secret") ?? Name(each, "configmap")) is not null) is { } told)
        {
            var kind = Name(told, "secret") is not null ? "Secret" : "ConfigMap";
            return Missing(pod, kind, (Name(told, "secret") ?? Name(told, "configmap"))!, told.ToString());
        }
        // Events are kept for an hour only; what waits for longer is seen by what is not there.
        foreach (var volume in pod.Phase == "Pending" ? pod.Spec.Maps("volumes") : [])
        {
            foreach (var (kind, member, key) in new[] { ("Secret", "secret", "secretName"), ("ConfigMap", "configMap", "name") })
            {
                if (volume.Text(member, key) is { } name && volume.At(member, "optional") is not true && pod.Cluster.Snapshot.Has("", kind)
                    && pod.Cluster.Snapshot.Find("", kind, pod.Namespace, name) is null)
                    return Missing(pod, kind, name, $"spec.volumes[{volume.Text("name")}].{member} {name}");
            }
        }
        return null;
    }

    static string? Name(EventView told, string kind) => Containers.Quoted.After(told.Message, kind);

    static Finding Missing(PodView pod, string kind, string name, string evidence) =>
        pod.Finding($"{kind.ToLowerInvariant()}-missing", $"{kind} {name} does not exist",
            $"The pod mounts it, so it cannot start.{NearestName.Suggest(name, pod.Cluster.Snapshot.Of("", kind).Where(each => each.Namespace == pod.Namespace).Select(each => each.Name))}") with
        {
            Evidence = [evidence],
            Commands = [$"kubectl -n {pod.Namespace} get {kind.ToLowerInvariant()}s"],
            Runbook = "docs/runbooks/secrets.md",
            IsSymptom = kind == "Secret",
            Because = [ObjectId.Core(kind, pod.Namespace, name), new("external-secrets.io", "ExternalSecret", pod.Namespace, name)],
        };
}
