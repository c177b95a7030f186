using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A readiness probe that fails.</summary>
sealed class ReadinessProbeFails : IContainerCheck
{
    public Finding? Look(ContainerView container)
    {
        var probe = container.Spec.Map("readinessProbe");
        var failure = Probes.Failure(container, "Readiness");
        if (probe.IsEmpty || !container.IsRunning || container.IsReady
            || (failure is null && container.Pod.Cluster.Since(container.Pod.Object.CreatedAt()) < TimeSpan.FromMinutes(2)))
            return null;
        return container.Pod.Finding("readiness-probe", $"Container {container.Name} runs and is not ready: its readiness probe fails",
            Probes.Why(container, probe, failure)) with
        {
            Evidence = [$"readinessProbe {Probes.Shown(probe)}", .. failure is null ? [container.State] : new[] { failure.ToString() }],
            Commands = [$"kubectl -n {container.Pod.Namespace} describe pod {container.Pod.Name}",
                $"kubectl -n {container.Pod.Namespace} logs {container.Pod.Name} -c {container.Name} --tail=50"],
            Runbook = "docs/runbooks/service-no-endpoints.md",
            IsSymptom = true,
            Because = [.. Needs.Of(container.Pod)],
        };
    }
}
