using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Text;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A Secret that a container takes variables of, and that does not exist.</summary>
sealed class SecretMissing : IContainerCheck
{
    public Finding? Look(ContainerView container)
    {
        if (container.Waiting != "CreateContainerConfigError" || Quoted.After(container.WaitingMessage, "secret") is not { } name
            || !container.WaitingMessage.Contains("not found", StringComparison.Ordinal))
            return null;
        var known = container.Pod.Cluster.Snapshot.Of("", "Secret").Where(each => each.Namespace == container.Pod.Namespace).Select(each => each.Name);
        return container.Pod.Finding("secret-missing", $"Secret {name} does not exist",
            $"Container {container.Name} takes variables of it, so it cannot start.{NearestName.Suggest(name, known)}") with
        {
            Evidence = [container.State],
            Commands = [$"kubectl -n {container.Pod.Namespace} get secrets,externalsecrets,sealedsecrets"],
            Runbook = "docs/runbooks/secrets.md",
            Because = [ObjectId.Core("Secret", container.Pod.Namespace, name), new("external-secrets.io", "ExternalSecret", container.Pod.Namespace, name)],
            IsSymptom = true,
        };
    }
}
