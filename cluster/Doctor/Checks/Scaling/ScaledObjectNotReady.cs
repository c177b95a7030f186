using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Scaling;

/// <summary>A ScaledObject that KEDA cannot serve.</summary>
sealed class ScaledObjectNotReady : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var scaled in cluster.Snapshot.Of("keda.sh", "ScaledObject"))
        {
            var ready = scaled.Condition("Ready");
            var paused = scaled.Condition("Paused") is { IsTrue: true } || scaled.Annotation("autoscaling.keda.sh/paused") is "true"
                || scaled.Annotation("autoscaling.keda.sh/paused-replicas") is not null;
            var fallback = scaled.Condition("Fallback") is { IsTrue: true };
            if (ready is { Status: "False" } || paused || fallback)
                yield return new(paused ? "keda-paused" : "keda-not-ready", scaled.Id(), paused
                    ? $"Scaling of {scaled.Text("spec", "scaleTargetRef", "name")} is paused"
                    : $"KEDA cannot scale {scaled.Text("spec", "scaleTargetRef", "name")}",
                    paused ? "Somebody set an annotation autoscaling.keda.sh/paused." : fallback
                        ? "Its triggers fail, and it keeps the number of pods of fallback." : ready!.Message)
                {
                    Severity = paused ? Severity.Risk : Severity.Broken,
                    Evidence = [.. ready is null ? [] : new[] { ready.ToString() }, .. scaled.Maps("spec", "triggers").Take(2)
                        .Select(trigger => $"trigger {trigger.Text("type")}")],
                    Commands = [paused
                        ? $"kubectl -n {scaled.Namespace} annotate scaledobject {scaled.Name} autoscaling.keda.sh/paused- autoscaling.keda.sh/paused-replicas-"
                        : $"kubectl -n {scaled.Namespace} describe scaledobject {scaled.Name}"],
                    Runbook = "docs/runbooks/keda-scaling.md",
                };
        }
    }
}
