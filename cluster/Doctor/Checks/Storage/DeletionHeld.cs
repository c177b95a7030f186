using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Storage;

/// <summary>Something that is being deleted and does not go.</summary>
sealed class DeletionHeld : ICheck
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var each in cluster.Snapshot.Objects.Where(each => each.Kind is not ("Pod" or "Namespace") && each.DeletedAt() is not null
            && cluster.Since(each.DeletedAt()) > Patience))
        {
            var finalizers = each.Finalizers().ToList();
            if (finalizers.Count == 0 || cluster.Snapshot.Find("", "Namespace", null, each.Namespace ?? "")?.DeletedAt() is not null)
                continue;
            var users = each.Kind == "PersistentVolumeClaim" ? cluster.PodsIn(each.Namespace!).Where(pod => !pod.IsFinished && pod.Claims.Contains(each.Name))
                .ToList() : [];
            yield return new("deletion-held", each.Id(), $"{each.Kind} {each.Name} is being deleted and does not go: {string.Join(", ", finalizers)} holds it",
                users.Count > 0
                    ? $"It is in use by {string.Join(", ", users.Take(3).Select(pod => $"Pod {pod.Name}"))}, and goes when they do. Its data goes with it."
                    : FinalizerOwners.Explain(cluster, finalizers[0]))
            {
                Severity = Severity.Risk,
                Evidence = [$"metadata.deletionTimestamp {each.Text("metadata", "deletionTimestamp")}", $"metadata.finalizers {string.Join(", ", finalizers)}"],
                Commands = [$"kubectl {(each.Namespace is null ? "" : $"-n {each.Namespace} ")}get {each.Kind.ToLowerInvariant()}{(each.Group.Length > 0 ? $".{each.Group}" : "")} {each.Name} -o yaml"],
                Runbook = "docs/runbooks/namespace-terminating.md",
            };
        }
    }
}
