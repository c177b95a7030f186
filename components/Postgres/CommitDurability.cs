namespace Basecamp.Components.Postgres;

/// <summary>What a commit waits for before it is reported.</summary>
public enum CommitDurability
{
    /// <summary>For one standby's disk when there is a standby, so that a failover loses nothing; without one, writes go on.</summary>
    Preferred,

    /// <summary>For one standby's disk, always: without a standby, writes stop. Needs three instances.</summary>
    Required,

    /// <summary>For the primary's disk only: fastest, and a failover may lose the last moments.</summary>
    Asynchronous,
}
