namespace Basecamp.Components.Postgres;

/// <summary>PostgreSQL: the value of <c>basecamp:platform.postgres</c>.</summary>
public sealed record PostgresSpec
{
    /// <summary>
    /// Clusters by name. Each gets a namespace <c>&lt;name&gt;-core</c>, its own archive and its own policies. Default none: then only the
    /// operator runs, for clusters that apps bring along.
    /// </summary>
    public IReadOnlyDictionary<string, PostgresClusterSpec> Clusters { get; init; } = new Dictionary<string, PostgresClusterSpec>();
}
