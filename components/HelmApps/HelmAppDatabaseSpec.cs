namespace Basecamp.Components.HelmApps;

/// <summary>A database of one of the platform's PostgreSQL clusters, which lists it in <c>basecamp:platform.postgres</c>.</summary>
public sealed record HelmAppDatabaseSpec
{
    /// <summary>Name of the database. Required.</summary>
    public required string Name { get; init; }

    /// <summary>The cluster. Default null: the only one.</summary>
    public string? Cluster { get; init; }

    /// <summary>Role that the app logs in as. Default null: the database's owner.</summary>
    public string? Role { get; init; }
}
