using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Databases;

/// <summary>A PostgreSQL cluster that is not well.</summary>
sealed class ClusterUnhealthy : ICheck
{
    const string Healthy = "Cluster in healthy state";

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var database in cluster.Snapshot.Of("postgresql.cnpg.io", "Cluster"))
        {
            var (phase, wanted, ready) = (database.Text("status", "phase") ?? "", database.Count("spec", "instances"),
                database.Count("status", "readyInstances"));
            var fenced = database.Annotation("cnpg.io/fencedInstances");
            if (fenced is { Length: > 2 })
                yield return Of(database, "database-fenced", $"Instances of database {database.Name} are fenced: {fenced}",
                    "Somebody stopped PostgreSQL in them on purpose.", [$"annotation cnpg.io/fencedInstances {fenced}"])
                    with
                { Commands = [$"kubectl -n {database.Namespace} annotate clusters.postgresql.cnpg.io {database.Name} cnpg.io/fencedInstances-"] };
            else if (database.Annotation("cnpg.io/hibernation") == "on")
                yield return Of(database, "database-hibernated", $"Database {database.Name} is hibernated", "Somebody switched it off and kept its data.",
                    ["annotation cnpg.io/hibernation on"])
                    with
                { Commands = [$"kubectl -n {database.Namespace} annotate clusters.postgresql.cnpg.io {database.Name} cnpg.io/hibernation=off --overwrite"] };
            else if (phase.Length > 0 && (phase != Healthy || ready < wanted) && cluster.Since(database.CreatedAt()) > TimeSpan.FromMinutes(5))
                yield return Of(database, ready == 0 ? "database-down" : "database-degraded", string.Create(CultureInfo.InvariantCulture,
                    $"Database {database.Name} has {ready} of {wanted} instances"),
                    database.Text("status", "phaseReason") is { Length: > 0 } reason ? $"{phase}: {reason}" : phase,
                        [$"status.phase {phase}",
                        $"status.currentPrimary {database.Text("status", "currentPrimary")}, targetPrimary {database.Text("status", "targetPrimary")}"])
                    with
                {
                    Severity = ready == 0 ? Severity.Broken : Severity.Risk,
                    IsSymptom = true,
                };
        }
    }

    static Finding Of(KubernetesObject database, string check, string what, string cause, IEnumerable<string> evidence) =>
        new(check, database.Id(), what, cause)
        {
            Evidence = [.. evidence],
            Commands = [$"kubectl -n {database.Namespace} get clusters.postgresql.cnpg.io {database.Name}",
            $"kubectl -n {database.Namespace} get pods -l cnpg.io/cluster={database.Name} -L role"],
            Runbook = "docs/runbooks/cnpg-failover.md",
        };
}
