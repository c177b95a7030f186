using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Pods;

/// <summary>A pod that is not ready, without any other reason.</summary>
sealed class NotReadyForLong : IPodCheck
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public Finding? Look(PodView pod) => pod.Cluster.Since(pod.Object.CreatedAt()) < Patience ? null
        : pod.Finding("not-ready", "The pod is not ready", pod.Object.Maps("spec", "readinessGates").FirstOrDefault() is { } gate
            ? $"It waits for {gate.Text("conditionType")}, which a controller outside of the pod has to say."
            : "It is neither waiting for something nor failing.") with
        {
            Evidence = [.. pod.Object.Conditions().Where(condition => !condition.IsTrue).Select(condition => condition.ToString()),
                .. pod.Events.Where(each => each.IsWarning).Take(2).Select(each => each.ToString())],
            Commands = [$"kubectl -n {pod.Namespace} describe pod {pod.Name}"],
            Runbook = "docs/runbooks/app-down.md",
            IsSymptom = true,
        };
}
