using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Text;

namespace Basecamp.Cluster.Doctor.Checks.Containers;

/// <summary>A key that a Secret or ConfigMap does not have.</summary>
sealed class KeyMissing : IContainerCheck
{
    public Finding? Look(ContainerView container)
    {
        const string Marker = "couldn't find key ";
        var at = container.WaitingMessage.IndexOf(Marker, StringComparison.Ordinal);
        if (container.Waiting != "CreateContainerConfigError" || at < 0)
            return null;
        // couldn't find key PASSWORD in Secret shop/database
        var words = container.WaitingMessage[(at + Marker.Length)..].Split(' ');
        var (key, kind, name) = (words[0], words.ElementAtOrDefault(2) ?? "", (words.ElementAtOrDefault(3) ?? "").Split('/')[^1].TrimEnd('.', ','));
        if (!SafeName.Is(kind) || !SafeName.Is(name))
            return null;
        var keys = container.Pod.Cluster.Snapshot.Find("", kind, container.Pod.Namespace, name)?.Map("data").Keys ?? [];
        return container.Pod.Finding("key-missing", $"{kind} {name} has no key {key}",
            $"Container {container.Name} takes a variable of it, so it cannot start.{NearestName.Suggest(key, keys)}") with
        {
            Evidence = [container.State, .. keys.Any() ? [$"keys of {kind} {name}: {string.Join(", ", keys.Order(StringComparer.Ordinal))}"]
                : Array.Empty<string>()],
            Commands = [$"kubectl -n {container.Pod.Namespace} describe {kind.ToLowerInvariant()} {name}"],
            Runbook = "docs/runbooks/secrets.md",
        };
    }
}
