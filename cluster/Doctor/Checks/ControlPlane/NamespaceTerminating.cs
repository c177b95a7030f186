using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.ControlPlane;

/// <summary>A namespace that is being deleted and does not go.</summary>
sealed class NamespaceTerminating : ICheck
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var ns in cluster.Snapshot.Of("", "Namespace").Where(each => each.DeletedAt() is not null && cluster.Since(each.DeletedAt()) > Patience))
        {
            var discovery = ns.Conditions()
                .FirstOrDefault(each => each is { Type: "NamespaceDeletionDiscoveryFailure" or "NamespaceDeletionGroupVersionParsingFailure", IsTrue: true });
            var content = ns.Conditions().FirstOrDefault(each => each is { Type: "NamespaceDeletionContentFailure", IsTrue: true });
            var remaining = ns.Condition("NamespaceContentRemaining") is { IsTrue: true } left ? left : null;
            var finalizers = ns.Condition("NamespaceFinalizersRemaining") is { IsTrue: true } held ? held : null;
            // Some content in the namespace has finalizers remaining: example.com/guard in 2 resource instances
            var name = finalizers?.Message.Split(": ").ElementAtOrDefault(1)?.Split(" in ")[0];
            var objects = cluster.Snapshot.Objects.Where(each => each.Namespace == ns.Name && each.Finalizers().Any() && each.DeletedAt() is not null).Take(5)
                .ToList();
            name ??= objects.SelectMany(each => each.Finalizers()).FirstOrDefault();
            yield return new("namespace-terminating", ns.Id(), name is not null ? $"Namespace {ns.Name} does not go: finalizer {name} holds it"
                : $"Namespace {ns.Name} is being deleted and does not go",
                discovery is not null ? "A part of the API is down, so Kubernetes cannot tell what is still in the namespace."
                : name is not null ? Storage.FinalizerOwners.Explain(cluster, name)
                : content?.Message ?? "Something in it is still there.")
            {
                Evidence = [.. new[] { discovery, content, finalizers, remaining }.OfType<Condition>().Take(3).Select(each => each.ToString()),
                    .. objects.Select(each => $"{each} metadata.finalizers {string.Join(", ", each.Finalizers())}")],
                Commands = [.. objects.Take(3)
                    .Select(each => $"kubectl -n {ns.Name} get {each.Kind.ToLowerInvariant()} {each.Name} -o jsonpath='{{.metadata.finalizers}}'"),
                    $"kubectl api-resources --verbs=list --namespaced -o name | xargs -n1 kubectl -n {ns.Name} get --ignore-not-found --show-kind"],
                Runbook = "docs/runbooks/namespace-terminating.md",
                IsSymptom = discovery is not null,
                Because = discovery is null ? [] : [.. cluster.Snapshot.Of("apiregistration.k8s.io", "APIService").Select(each => each.Id())],
            };
        }
    }
}
