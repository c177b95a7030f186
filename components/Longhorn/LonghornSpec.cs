namespace Basecamp.Components.Longhorn;

/// <summary>Replicated volumes on the nodes' own disks: the value of <c>basecamp:platform.longhorn</c>.</summary>
public sealed record LonghornSpec
{
    /// <summary>
    /// Where the data is on every node. Default <c>/var/lib/longhorn</c>, where the homelab tier mounts a node's <c>dataDisk</c>.
    /// </summary>
    public string DataPath { get; init; } = "/var/lib/longhorn";

    /// <summary>
    /// Percent of a disk that volumes leave to others, 0–90. Default null: 10 where every node that keeps volumes has a <c>dataDisk</c>, which
    /// is theirs alone; else 30, Longhorn's own. Read when Longhorn first sees a disk; later, change it on the node.
    /// </summary>
    public int? ReservedPercent { get; init; }

    /// <summary>Copies of a replicated volume, each on another node. Default null: one per node that runs pods, at most 3.</summary>
    public int? Replicas { get; init; }

    /// <summary>Whether a claim that names no class gets a replicated volume. Default true.</summary>
    public bool DefaultClass { get; init; } = true;

    /// <summary>
    /// Whether there is a third class, <c>longhorn-encrypted</c>, which keeps its key in the Secret
    /// <c>longhorn-system/longhorn-crypto</c>. Default false.
    /// </summary>
    public bool Encrypted { get; init; }

    /// <summary>Snapshots on the nodes' own disks, against mistakes. Default every six hours, eight kept. Null for none.</summary>
    public LonghornJobSpec? Snapshots { get; init; } = new() { Schedule = "15 */6 * * *", Keep = 8 };

    /// <summary>Backups in the object store. Default every night, 14 kept. Null for none.</summary>
    public LonghornJobSpec? Backups { get; init; } = new() { Schedule = "30 1 * * *", Keep = 14 };
}

/// <summary>Something done to all replicated volumes on a schedule.</summary>
public sealed record LonghornJobSpec
{
    /// <summary>Cron expression of five fields, UTC. Required.</summary>
    public required string Schedule { get; init; }

    /// <summary>How many are kept per volume, 1–100. Required.</summary>
    public required int Keep { get; init; }
}
