using Basecamp.Components.Network;

namespace Basecamp.Components.Postgres;

/// <summary>One PostgreSQL cluster.</summary>
public sealed record PostgresClusterSpec
{
    /// <summary>
    /// How often the cluster was created anew, from 1. It is part of the archive's name (<c>&lt;cluster&gt;-g&lt;generation&gt;</c>): a cluster
    /// that starts on a used archive runs without backups and says so nowhere (barman#350, cnpg#6470). Raise it with every recovery or new
    /// start. Default 1.
    /// </summary>
    public int Generation { get; init; } = 1;

    /// <summary>Instances: one primary, the others standbys. Default null: 1 on a small platform, else 3. At most one per node.</summary>
    public int? Instances { get; init; }

    /// <summary>Volume for data of every instance, in GiB. Can be raised, never lowered. Default 10.</summary>
    public int StorageGiB { get; init; } = 10;

    /// <summary>Volume for the write-ahead log of every instance, in GiB, so that a stuck archive never fills the data's. Default 5.</summary>
    public int WalStorageGiB { get; init; } = 5;

    /// <summary>Memory of every instance in MiB, requested and limited; a quarter of it becomes shared buffers. Default 1024.</summary>
    public int MemoryMiB { get; init; } = 1024;

    /// <summary>CPU that every instance asks for, in thousandths of a core. Not limited. Default 250.</summary>
    public int CpuMillis { get; init; } = 250;

    /// <summary>What a commit waits for. Default <c>preferred</c>: for one standby when there is one.</summary>
    public CommitDurability Durability { get; init; } = CommitDurability.Preferred;

    /// <summary>Databases. The first one exists from the beginning. Required, at least one.</summary>
    public required IReadOnlyList<DatabaseSpec> Databases { get; init; }

    /// <summary>Roles besides the databases' owners. Default none.</summary>
    public IReadOnlyList<RoleSpec> Roles { get; init; } = [];

    /// <summary>
    /// Settings of postgresql.conf, e.g. <c>max_connections: "200"</c>. Default none; they win over those basecamp derives from memory.
    /// </summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Base backups; the write-ahead log is archived all the time. Default every night. Null for neither.</summary>
    public PostgresBackupSpec? Backup { get; init; } = new();

    /// <summary>Connection pooling. Default null: none.</summary>
    public PoolerSpec? Pooler { get; init; }

    /// <summary>Start from an archive instead of empty. Default null. Read once, when the cluster is created.</summary>
    public RecoverySpec? Recovery { get; init; }

    /// <summary>Pods in other namespaces that may connect. Apps of basecamp connect by themselves and are not listed. Default none.</summary>
    public IReadOnlyList<ClientSpec> AllowFrom { get; init; } = [];
}
