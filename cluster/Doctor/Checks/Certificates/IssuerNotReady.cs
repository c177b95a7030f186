using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Certificates;

/// <summary>An issuer that cannot issue.</summary>
sealed class IssuerNotReady : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from issuer in cluster.Snapshot.Of("cert-manager.io", "ClusterIssuer").Concat(cluster.Snapshot.Of("cert-manager.io", "Issuer"))
        let ready = issuer.Condition("Ready")
        where ready is { Status: "False" }
        select new Finding("issuer-not-ready", issuer.Id(), $"{issuer.Kind} {issuer.Name} cannot issue certificates", ready.Message)
        {
            Evidence = [ready.ToString()],
            Commands = [$"kubectl {(issuer.Namespace is null ? "" : $"-n {issuer.Namespace} ")}describe {issuer.Kind.ToLowerInvariant()} {issuer.Name}"],
            Runbook = "docs/runbooks/certificates.md",
        };
}
