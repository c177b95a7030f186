using Basecamp.Cluster.Doctor.Views;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A command that is not in the image.</summary>
sealed class CommandNotFound : IContainerCheck
{
    public Finding? Look(ContainerView container) => container.Ended is not { } ended || !container.IsCrashing && container.Waiting != "RunContainerError"
        && container.Waiting != "CreateContainerError"
        || !(ended.Code == 127 || Says(container, ended, "executable file not found") || Says(container, ended, "no such file or directory")
            && ended.Reason is "StartError" or "ContainerCannotRun")
        ? null
        : container.Pod.Finding("command-not-found", $"The command of container {container.Name} is not in its image",
            $"{(container.Spec.Texts("command").FirstOrDefault() is { } command ? $"command is {command}" : "The image's own entry point, or a script of it, calls something")}"
                + ", and no such program is in the image or on its PATH.") with
        {
            Evidence = [ended.Evidence(container.Name), $"image {container.Image}", .. container.Spec.Texts("command").Any()
                ? [$"command {string.Join(' ', container.Spec.Texts("command"))}"] : Array.Empty<string>()],
            Commands = [$"kubectl -n {container.Pod.Namespace} get pod {container.Pod.Name} -o jsonpath='{{.spec.containers[*].command}}'"],
            Runbook = "docs/runbooks/crashloop.md",
        };

    static bool Says(ContainerView container, Termination ended, string text) =>
        ended.Message.Contains(text, StringComparison.OrdinalIgnoreCase) || container.WaitingMessage.Contains(text, StringComparison.OrdinalIgnoreCase);
}
