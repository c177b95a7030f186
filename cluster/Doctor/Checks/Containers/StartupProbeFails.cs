using Basecamp.Cluster.Doctor.Views;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A startup probe that fails.</summary>
sealed class StartupProbeFails : IContainerCheck
{
    public Finding? Look(ContainerView container)
    {
        var probe = container.Spec.Map("startupProbe");
        var failure = Probes.Failure(container, "Startup");
        if (probe.IsEmpty || failure is null || container.IsReady || container.Restarts == 0 || container.Ended is { Code: not (137 or 143 or 0) })
            return null;
        return container.Pod.Finding("startup-probe", $"Container {container.Name} is killed before it is up", Probes.Why(container, probe, failure)) with
        {
            Evidence = [$"startupProbe {Probes.Shown(probe)}", .. failure is null ? [container.State] : new[] { failure.ToString() }],
            Commands = [$"kubectl -n {container.Pod.Namespace} describe pod {container.Pod.Name}",
                $"kubectl -n {container.Pod.Namespace} logs {container.Pod.Name} -c {container.Name} --tail=50"],
            Runbook = "docs/runbooks/crashloop.md",
            IsSymptom = true,
            Because = [.. Needs.Of(container.Pod)],
        };
    }
}
