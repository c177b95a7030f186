using System.Collections.Immutable;
using Basecamp.Components.Postgres;
using Basecamp.Components.WebApps;

namespace Basecamp.Triage.Chart;

/// <summary>triage's database: one role owns the schema and migrates, another serves and can neither change it nor the timeline.</summary>
static class TriageDatabase
{
    const string Name = "triage";

    public const string OwnerRole = "triage";

    public const string AppRole = "triage_app";

    /// <summary>File with the password, in the directory of secrets.</summary>
    public const string PasswordFile = "database-password";

    public static PostgresClusterSpec SpecOf(TriageDatabaseSpec spec) => new()
    {
        Generation = spec.Generation,
        Instances = spec.Instances,
        StorageGiB = spec.StorageGiB,
        WalStorageGiB = 2,
        MemoryMiB = spec.MemoryMiB,
        Databases = [new() { Name = Name, Owner = OwnerRole }],
        Roles = [new() { Name = AppRole }],
        Backup = spec.Backup,
        Recovery = spec.Recovery,
    };

    /// <summary>Environment that connects as a role.</summary>
    public static ImmutableSortedDictionary<string, string> Environment(PostgresCluster database, string role) =>
        ImmutableSortedDictionary<string, string>.Empty
            .Add("Triage__Database", $"Host={database.Host};Database={Name};Username={role};SSL Mode=Require")
            .Add("Triage__DatabasePasswordFile", $"{WebApp.SecretsDirectory}/{PasswordFile}");
}
