using Basecamp.Cluster.Doctor.Views;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A liveness probe that fails.</summary>
sealed class LivenessProbeFails : IContainerCheck
{
    public Finding? Look(ContainerView container)
    {
        var probe = container.Spec.Map("livenessProbe");
        var failure = Probes.Failure(container, "Liveness");
        if (probe.IsEmpty || failure is null || container.Restarts == 0 || container.Ended is { Code: not (137 or 143 or 0) })
            return null;
        return container.Pod.Finding("liveness-probe", $"Container {container.Name} is killed because its liveness probe fails",
            Probes.Why(container, probe, failure)) with
        {
            Evidence = [$"livenessProbe {Probes.Shown(probe)}", .. failure is null ? [container.State] : new[] { failure.ToString() }],
            Commands = [$"kubectl -n {container.Pod.Namespace} describe pod {container.Pod.Name}",
                $"kubectl -n {container.Pod.Namespace} logs {container.Pod.Name} -c {container.Name} --tail=50"],
            Runbook = "docs/runbooks/crashloop.md",
            IsSymptom = true,
            Because = [.. Needs.Of(container.Pod)],
        };
    }
}
