using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Declared;

/// <summary>An object that differs from what the stack declares, where it breaks something.</summary>
sealed class DiffersFromStack : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        var namespaces = cluster.Snapshot.Of("", "Namespace").Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var declared in cluster.Declared)
        {
            if (declared.Namespace is { } ns && !namespaces.Contains(ns))
                continue;
            var living = cluster.Snapshot.Find(declared.Id());
            if (living is null && Matters(cluster, declared))
                yield return new("declared-missing", declared.Id(), $"{declared.Kind} {declared.Name} is declared in the stack, and is not there",
                    "It was never applied, or somebody deleted it.")
                {
                    Evidence = [$"the stack declares {declared}"],
                    Commands = ["pulumi up"],
                    Runbook = "docs/runbooks/app-down.md",
                    Severity = declared.Kind is "NetworkPolicy" or "CiliumNetworkPolicy" or "PodDisruptionBudget" ? Severity.Risk : Severity.Broken,
                };
            else if (living is not null && Differences.Of(declared, living).ToList() is { Count: > 0 } differences)
                yield return new("declared-differs", declared.Id(), $"{declared.Kind} {declared.Name} is not what the stack declares",
                    $"Somebody changed it by hand: {string.Join("; ", differences)}.")
                {
                    Severity = Severity.Risk,
                    Evidence = [.. differences],
                    Commands = ["pulumi up --refresh"],
                    Runbook = "docs/runbooks/app-down.md",
                };
        }
        var unseenNamespaces = cluster.Declared.Select(each => each.Namespace).OfType<string>().Distinct(StringComparer.Ordinal)
            .Where(each => !namespaces.Contains(each)).ToList();
        foreach (var each in namespaces.Count == 0 ? [] : unseenNamespaces)
            yield return new("declared-missing", ObjectId.Core("Namespace", null, each), $"Namespace {each} is declared in the stack, and is not there",
                "It was never applied, or somebody deleted it, with all that was in it.")
            {
                Evidence = [$"the stack declares {cluster.Declared.Count(declared => declared.Namespace == each)} objects in it"],
                Commands = ["pulumi up"],
                Runbook = "docs/runbooks/app-down.md",
            };
    }

    // Kinds of which at least one was seen: others may not be readable, or not dumped.
    static bool Matters(ClusterView cluster, KubernetesObject declared) =>
        declared.Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "Service" or "Ingress" or "HTTPRoute" or "NetworkPolicy" or "CiliumNetworkPolicy" or "PodDisruptionBudget" or "ConfigMap" or "ServiceAccount"
        && cluster.Snapshot.Has(declared.Group, declared.Kind);
}
