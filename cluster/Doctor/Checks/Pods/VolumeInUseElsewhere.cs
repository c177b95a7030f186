using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Pods;

/// <summary>A volume that is still attached to another node.</summary>
sealed class VolumeInUseElsewhere : IPodCheck
{
    public Finding? Look(PodView pod)
    {
        if (pod.Events.FirstOrDefault(each => each.Reason == "FailedAttachVolume" && (each.Says("Multi-Attach") || each.Says("already exclusively attached")
            || each.Says("already used by"))) is not { } told)
            return null;
        var claims = pod.Claims.ToHashSet(StringComparer.Ordinal);
        var others = pod.Cluster.PodsIn(pod.Namespace).Where(each => each.Name != pod.Name && !each.IsFinished && each.Claims.Any(claims.Contains)).ToList();
        var elsewhere = others.FirstOrDefault(each => each.Node != pod.Node);
        return pod.Finding("volume-in-use", $"The volume of the pod is still attached to {elsewhere?.Node ?? "another node"}",
            elsewhere is { IsBeingDeleted: true } || elsewhere is not null && pod.Cluster.Nodes.Any(node => node.Name == elsewhere.Node && !node.IsReady)
                ? $"Pod {elsewhere!.Name} on {elsewhere.Node} has it and cannot let go: the node does not answer, so nobody can tell whether it still writes."
                : "Only one node can have it (ReadWriteOnce), and another pod uses it. A Deployment with such a volume needs strategy Recreate.") with
        {
            Evidence = [told.ToString(), .. others.Take(2).Select(each => $"Pod {each.Namespace}/{each.Name} on {each.Node} uses the same claim")],
            Commands = elsewhere is null
                ? ["kubectl get volumeattachments"]
                : [$"kubectl -n {pod.Namespace} delete pod {elsewhere.Name}", "kubectl get volumeattachments"],
            Runbook = "docs/runbooks/pv-stuck.md",
            IsSymptom = elsewhere is not null,
            Because = elsewhere?.Node is { } node ? [ObjectId.Core("Node", null, node)] : [],
        };
    }
}
