using System.Collections.Immutable;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Platform;
using Pulumi;

namespace Basecamp.Components.Postgres;

/// <summary>The clusters that a platform's settings name.</summary>
public static class PostgresClusters
{
    /// <summary>Declares all of them, in order of their names.</summary>
    /// <param name="spec">The settings.</param>
    /// <param name="platform">What they build on.</param>
    /// <param name="after">The operator.</param>
    /// <param name="store">Where they are archived; null when no cluster wants backups.</param>
    /// <param name="classes">Storage classes.</param>
    /// <param name="options">The caller's options.</param>
    public static ImmutableSortedDictionary<string, PostgresCluster> Declare(
        PostgresSpec spec, PlatformContext platform, CloudNativePg after, S3Target? store, StorageClasses classes, ComponentResourceOptions options) =>
        spec.Clusters.OrderBy(cluster => cluster.Key, StringComparer.Ordinal).ToImmutableSortedDictionary(
            cluster => cluster.Key,
            cluster => new PostgresCluster(
                cluster.Key, new() { Platform = platform, Spec = cluster.Value, Store = store, StorageClass = classes.Database, After = [after] }, options),
            StringComparer.Ordinal);
}
