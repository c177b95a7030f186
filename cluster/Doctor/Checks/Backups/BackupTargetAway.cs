using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Backups;

/// <summary>A place for backups that cannot be reached.</summary>
sealed class BackupTargetAway : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var location in cluster.Snapshot.Of("velero.io", "BackupStorageLocation").Where(each => each.Text("status", "phase") == "Unavailable"))
            yield return Of(location, $"Velero cannot reach its store {location.Name}", location.Text("status", "message") ?? "It does not say why.",
                "status.phase Unavailable", "docs/runbooks/velero.md");
        foreach (var target in cluster.Snapshot.Of("longhorn.io", "BackupTarget").Where(each => each.Text("spec", "backupTargetURL") is { Length: > 0 }
            && each.At("status", "available") is false))
            yield return Of(target, "Longhorn cannot reach its backup target", target.Conditions().FirstOrDefault(each => each.Message.Length > 0)?.Message
                ?? "It does not say why.", "status.available false", "docs/runbooks/pv-stuck.md");
    }

    static Finding Of(KubernetesObject each, string what, string cause, string evidence, string runbook) => new("backup-target-away", each.Id(), what, cause)
    {
        Severity = Severity.Risk,
        Evidence = [evidence],
        Commands = [$"kubectl -n {each.Namespace} describe {each.Kind.ToLowerInvariant()} {each.Name}"],
        Runbook = runbook,
    };
}
