using Basecamp.Cluster.Doctor.Views;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Scheduling;

/// <summary>A pod for a scheduler that nobody runs.</summary>
sealed class SchedulerUnknown : IPodCheck
{
    public Finding? Look(PodView pod)
    {
        if (pod.Spec.Text("schedulerName") is not ({ Length: > 0 } and not "default-scheduler") || pod.Events.Any(each => each.Reason == "FailedScheduling"))
            return null;
        var name = pod.Spec.Text("schedulerName")!;
        return pod.Finding("scheduler-unknown", $"Nobody runs the scheduler {name}",
            $"The pod asks to be scheduled by {name}. Is that misspelt, or its scheduler gone?") with
        {
            Evidence = [$"spec.schedulerName {name}", "no event FailedScheduling"],
            Commands = [$"kubectl -n {pod.Namespace} get pod {pod.Name} -o jsonpath='{{.spec.schedulerName}}'",
                "kubectl get pods -A -l component=kube-scheduler"],
            Runbook = "docs/runbooks/pod-wont-schedule.md",
        };
    }
}
