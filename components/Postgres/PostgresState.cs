using Basecamp.Components.Durability;

namespace Basecamp.Components.Postgres;

/// <summary>What a PostgreSQL cluster holds, and how it is archived.</summary>
static class PostgresState
{
    // archive_timeout, CloudNativePG's default: a segment of the write-ahead log is archived after five minutes even when it is not full.
    const int ArchivedMinutes = 5;

    public static HeldState Of(PostgresPlan plan) => new()
    {
        Id = $"postgres/{plan.Name}",
        What = $"database{(plan.Databases.Count == 1 ? "" : "s")} {string.Join(", ", plan.Databases.Select(database => database.Name))} in {plan.Name}",
        Loss = LossKind.Data,
        Consequence = "All rows are lost.",
        Medium = StateMedium.Volume,
        Namespace = plan.Namespace,
        StorageClass = plan.StorageClass,
        Copies = plan is { Spec.Backup: { } backup, Archive: { } store }
            ? [new("the archive", CopyFormat.BarmanArchive, store.CopiesOf("postgres", $"{plan.ArchiveName}/"), backup.Schedule) { ContinuousMinutes = ArchivedMinutes }]
            : [],
    };
}
