using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Pods;

/// <summary>A volume that cannot be attached or mounted.</summary>
sealed class VolumeNotMounted : IPodCheck
{
    public Finding? Look(PodView pod) =>
        pod.Events.FirstOrDefault(each => each.Reason is "FailedMount" or "FailedAttachVolume" or "FailedMapVolume") is not { } told
        || pod.Phase != "Pending" ? null
        : pod.Finding("volume-not-mounted", "A volume of the pod cannot be attached or mounted",
            told.Says("driver name") && told.Says("not found")
                ? "The storage driver does not run on the node: its node plug-in is missing there."
                : "What brings the volume to the node fails; the event says how.") with
        {
            Evidence = [told.ToString(), .. pod.Claims.Select(claim => $"claim {claim}")],
            Commands = ["kubectl get volumeattachments", $"kubectl -n {pod.Namespace} describe pod {pod.Name}"],
            Runbook = "docs/runbooks/pv-stuck.md",
            IsSymptom = true,
        };
}
