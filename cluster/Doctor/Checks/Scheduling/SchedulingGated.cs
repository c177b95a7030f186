using Basecamp.Cluster.Doctor.Views;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Scheduling;

/// <summary>A pod that must not be scheduled yet.</summary>
sealed class SchedulingGated : IPodCheck
{
    public Finding? Look(PodView pod) => pod.Spec.Maps("schedulingGates").ToList() is not { Count: > 0 } gates ? null
        : pod.Finding("scheduling-gated", "The pod must not be scheduled yet",
            $"A controller has to remove its gate first: {string.Join(", ", gates.Select(gate => gate.Text("name")))}.") with
        {
            Evidence = [.. gates.Select(gate => $"spec.schedulingGates {gate.Text("name")}")],
            Commands = [$"kubectl -n {pod.Namespace} get pod {pod.Name} -o jsonpath='{{.spec.schedulingGates}}'"],
            Runbook = "docs/runbooks/pod-wont-schedule.md",
        };
}
