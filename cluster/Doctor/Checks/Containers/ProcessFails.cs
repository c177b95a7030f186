using System.Globalization;
using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A program that ends with an error.</summary>
sealed class ProcessFails : IContainerCheck
{
    public Finding? Look(ContainerView container) => !container.IsCrashing || container.Ended is not { } ended ? null
        : container.Pod.Finding("process-fails",
            $"{(container.IsInit ? "Init container" : "Container")} {container.Name} ends with exit code {ended.Code.ToString(CultureInfo.InvariantCulture)}",
            ended.Code switch
            {
                137 => "It was killed (SIGKILL): by the kernel for memory, by a probe, or because it did not stop in time.",
                139 => "It crashed (SIGSEGV).",
                134 => "It gave up (SIGABRT).",
                143 => "It was asked to stop (SIGTERM) and is started again.",
                _ => "Its own log says why.",
            }) with
        {
            Evidence = [ended.Evidence(container.Name), $"restartCount {container.Restarts.ToString(CultureInfo.InvariantCulture)}", .. container.LogEnd(3)],
            Commands = [$"kubectl -n {container.Pod.Namespace} logs {container.Pod.Name} -c {container.Name} --previous --tail=50"],
            Runbook = "docs/runbooks/crashloop.md",
            IsSymptom = true,
            Because = [.. Needs.Of(container.Pod)],
        };
}
