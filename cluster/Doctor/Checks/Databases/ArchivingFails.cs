using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Databases;

/// <summary>A PostgreSQL cluster whose WAL does not reach its archive.</summary>
sealed class ArchivingFails : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from database in cluster.Snapshot.Of("postgresql.cnpg.io", "Cluster")
        let archiving = database.Condition("ContinuousArchiving")
        where archiving is { Status: "False" }
        select new Finding("archiving-fails", database.Id(), $"Database {database.Name} does not archive: what changes is in no backup",
            archiving.Message.Contains("Expected empty archive", StringComparison.Ordinal)
            ? "The archive holds another database's files already, often of the time before a restore: raise its generation."
            : $"{archiving.Message} WAL stays on its volume until that is full.")
        {
            Severity = Severity.Broken,
            Evidence = [archiving.ToString()],
            Commands = [$"kubectl -n {database.Namespace} logs -l cnpg.io/cluster={database.Name},role=primary -c postgres --tail=50 | grep -i archive"],
            Runbook = "docs/runbooks/cnpg-failover.md",
        };
}
