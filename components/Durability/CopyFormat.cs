namespace Basecamp.Components.Durability;

/// <summary>How copies are laid out in a bucket, which decides how their age is read.</summary>
public enum CopyFormat
{
    /// <summary>Snapshots of etcd by K3s: one file per snapshot.</summary>
    EtcdSnapshots,

    /// <summary>Barman's archive of a PostgreSQL server: base backups and write-ahead log.</summary>
    BarmanArchive,

    /// <summary>Longhorn's backup store.</summary>
    LonghornBackups,

    /// <summary>Velero's backups.</summary>
    VeleroBackups,
}
