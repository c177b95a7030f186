namespace Basecamp.Cli.Recovery.Plan;

/// <summary>The two ways back, which are never mixed.</summary>
enum RecoveryMode
{
    /// <summary>The disks live: the datastore is restored from a snapshot, volumes are where they were.</summary>
    Snapshot,

    /// <summary>A new cluster with the old passwords; data comes from backups.</summary>
    NewCluster,
}
