using Basecamp.Cluster.Doctor.Views;
using Basecamp.Manifests.Text;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A ConfigMap that a container takes variables of, and that does not exist.</summary>
sealed class ConfigMapMissing : IContainerCheck
{
    public Finding? Look(ContainerView container)
    {
        if (container.Waiting != "CreateContainerConfigError" || Quoted.After(container.WaitingMessage, "configmap") is not { } name
            || !container.WaitingMessage.Contains("not found", StringComparison.Ordinal))
            return null;
        var known = container.Pod.Cluster.Snapshot.Of("", "ConfigMap").Where(each => each.Namespace == container.Pod.Namespace).Select(each => each.Name);
        return container.Pod.Finding("configmap-missing", $"ConfigMap {name} does not exist",
            $"Container {container.Name} takes variables of it, so it cannot start.{NearestName.Suggest(name, known)}") with
        {
            Evidence = [container.State],
            Commands = [$"kubectl -n {container.Pod.Namespace} get configmaps",
                $"kubectl -n {container.Pod.Namespace} create configmap {name} --from-literal=KEY=VALUE"],
            Runbook = "docs/runbooks/crashloop.md",
        };
    }
}
