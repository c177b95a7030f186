using Basecamp.Components.Parts;
using Basecamp.Components.Postgres;
using Basecamp.Components.Valkey;

namespace Basecamp.Components.HelmApps;

/// <summary>Arguments of <see cref="HelmApp"/>.</summary>
public sealed class HelmAppArgs : PlatformComponentArgs
{
    /// <summary>What is installed. Required.</summary>
    public required HelmAppSpec Spec { get; init; }

    /// <summary>The database that <see cref="HelmAppSpec.Database"/> asks for. Required with it.</summary>
    public HelmAppDatabase? Database { get; init; }

    /// <summary>The cache that <see cref="HelmAppSpec.Cache"/> asks for. Required with it.</summary>
    public ValkeyService? Cache { get; init; }

    /// <summary>Whether backups hold volumes: the storage driver takes snapshots. Default false.</summary>
    public bool HasSnapshots { get; init; }
}

/// <summary>A database and the role that an app logs in as.</summary>
/// <param name="Service">The cluster.</param>
/// <param name="Name">Name of the database.</param>
/// <param name="Role">Name of the role.</param>
public sealed record HelmAppDatabase(PostgresService Service, string Name, string Role);
