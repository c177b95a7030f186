using System.Globalization;
using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A command that ends well where it should go on.</summary>
sealed class CommandEnds : IContainerCheck
{
    public Finding? Look(ContainerView container) => container.IsInit || container.Ended is not { Code: 0 } ended || container.IsRunning
        || container.Restarts == 0 ? null
        : container.Pod.Finding("command-ends", $"The command of container {container.Name} ends, and is started again and again",
            "It ends without an error (exit code 0). A service has to stay in the foreground; something that is done once belongs in a Job.") with
        {
            Evidence = [ended.Evidence(container.Name), $"restartCount {container.Restarts.ToString(CultureInfo.InvariantCulture)}", .. container.LogEnd(2)],
            Commands = [$"kubectl -n {container.Pod.Namespace} logs {container.Pod.Name} -c {container.Name} --previous --tail=50"],
            Runbook = "docs/runbooks/crashloop.md",
        };
}
