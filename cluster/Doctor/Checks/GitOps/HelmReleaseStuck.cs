using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.GitOps;

/// <summary>A Helm release in an operation that was interrupted.</summary>
sealed class HelmReleaseStuck : ICheck
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public IEnumerable<Finding> Find(ClusterView cluster) =>
        // Helm keeps each revision in a Secret; its labels say all that is needed.
        from revisions in cluster.Snapshot.Of("", "Secret").Where(secret => secret.Label("owner") == "helm")
            .GroupBy(secret => (secret.Namespace, Release: SafeName.Of(secret.Label("name") ?? "")))
        let newest = revisions.MaxBy(secret => int.TryParse(secret.Label("version"), out var version) ? version : 0)!
        let status = newest.Label("status") ?? ""
        where status.StartsWith("pending-", StringComparison.Ordinal) && cluster.Since(newest.CreatedAt()) > Patience
        select new Finding("helm-release-stuck", newest.Id(), $"Helm release {revisions.Key.Release} is stuck in {status}",
            "An install or upgrade was interrupted, and Helm refuses the next one: \"another operation is in progress\". Roll it back to its last revision, or remove this one when it is the first.")
        {
            Evidence = [$"Secret {newest.Namespace}/{newest.Name} label status {status} since {newest.Text("metadata", "creationTimestamp")}"],
            Commands = revisions.Count() > 1
                ? [$"helm -n {revisions.Key.Namespace} rollback {revisions.Key.Release}"]
                : [$"helm -n {revisions.Key.Namespace} uninstall {revisions.Key.Release} --keep-history=false",
                    $"kubectl -n {newest.Namespace} delete secret {newest.Name}"],
            Runbook = "docs/runbooks/flux-stuck.md",
        };
}
