namespace Basecamp.Components.Postgres;

/// <summary>The archive a cluster starts from.</summary>
public sealed record RecoverySpec
{
    /// <summary>Generation whose archive is read. Must differ from the cluster's own when it is the same cluster. Required.</summary>
    public required int FromGeneration { get; init; }

    /// <summary>Name of the cluster whose archive is read. Default: the cluster itself.</summary>
    public string? FromCluster { get; init; }

    /// <summary>
    /// Moment to go back to, RFC 3339 with a zone, e.g. <c>2026-03-01T08:30:00Z</c>. Default null: the latest that was archived.
    /// </summary>
    public string? TargetTime { get; init; }
}
