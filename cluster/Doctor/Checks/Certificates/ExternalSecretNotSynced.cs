using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Certificates;

/// <summary>A Secret that is kept elsewhere and does not arrive.</summary>
sealed class ExternalSecretNotSynced : ICheck
{
    static readonly string[] Stores = ["SecretStore", "ClusterSecretStore"];

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var store in Stores.SelectMany(kind => cluster.Snapshot.Of("external-secrets.io", kind))
            .Where(each => each.Condition("Ready") is { Status: "False" }))
            yield return Of(store, "secret-store", $"{store.Kind} {store.Name} cannot be reached", store.Condition("Ready")!);
        foreach (var secret in cluster.Snapshot.Of("external-secrets.io", "ExternalSecret").Where(each => each.Condition("Ready") is { Status: "False" }))
            yield return Of(secret, "external-secret",
                $"Secret {secret.Text("spec", "target", "name") ?? secret.Name} does not arrive from where it is kept",
                secret.Condition("Ready")!) with
            { IsSymptom = true };
    }

    static Finding Of(KubernetesObject each, string check, string what, Condition ready) => new(check, each.Id(), what, ready.Message)
    {
        Evidence = [ready.ToString()],
        Commands = [$"kubectl {(each.Namespace is null ? "" : $"-n {each.Namespace} ")}describe {each.Kind.ToLowerInvariant()} {each.Name}"],
        Runbook = "docs/runbooks/secrets.md",
    };
}
