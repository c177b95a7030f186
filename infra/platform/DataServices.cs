using System.Collections.Immutable;
using Basecamp.Components.CertManager;
using Basecamp.Components.Longhorn;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Settings;
using Basecamp.Components.Postgres;
using Basecamp.Components.SeaweedFs;
using Basecamp.Components.Storage;
using Basecamp.Components.Valkey;
using Basecamp.Components.Velero;
using Pulumi;

namespace Basecamp.Infra.Platform;

/// <summary>What keeps data: volumes, object stores, databases.</summary>
static class DataServices
{
    /// <summary>Installs what the settings ask for, and returns what others store into.</summary>
    public static DataHandles Install(
        PlatformSettings settings, PlatformContext platform, CertManager? certManager, ImmutableArray<PlatformComponent> basis, ComponentResourceOptions child)
    {
        var outside = ObjectStores.Of(settings.ObjectStore, platform.Cluster.Name);
        var longhorn = settings.Longhorn is { } volumes ? InstallLonghorn(volumes, platform, outside.External, basis, child) : null;
        var classes = longhorn is null ? StorageClasses.Local : Longhorn.Classes;
        var seaweedFs = settings.ObjectStore?.InCluster is { } inCluster
            ? new SeaweedFs("seaweedfs", new() { Platform = platform, Spec = inCluster, Classes = classes, After = Present([.. basis, longhorn]) }, child)
            : null;
        var (stores, storage) = (outside with { InCluster = seaweedFs?.Target }, Present([.. basis, longhorn, seaweedFs]));
        var cnpg = settings.Postgres is null ? null : new CloudNativePg("cnpg", new() { Platform = platform, After = Present([.. storage, certManager]) }, child);
        var databases = cnpg is null ? ImmutableSortedDictionary<string, PostgresCluster>.Empty : PostgresClusters.Declare(settings.Postgres!, platform, cnpg, stores.ForBackups, classes, child);
        if (settings.Velero is { } velero)
            _ = new Velero("velero", new()
            {
                Platform = platform,
                Spec = velero,
                Store = stores.ForBackups!,
                HasSnapshots = longhorn is not null,
                BackedUpElsewhere = settings.BackedUpElsewhere(),
                After = storage,
            }, child);
        var cache = settings.Valkey is { } valkey
            ? new Valkey("valkey", new() { Platform = platform, Spec = valkey, StorageClass = classes.Replicated, After = storage }, child)
            : null;
        if (settings.Secrets is { } secrets)
            SecretStores.Install(secrets, platform, classes, storage, child);
        return new(
            stores, classes, storage, Present([cnpg]),
            databases.ToImmutableSortedDictionary(database => database.Key, database => database.Value.Service, StringComparer.Ordinal),
            cache?.Service);
    }

    static Longhorn InstallLonghorn(
        LonghornSpec spec, PlatformContext platform, S3Target? store, ImmutableArray<PlatformComponent> basis, ComponentResourceOptions child)
    {
        var snapshots = new SnapshotController("snapshot-controller", new() { Platform = platform, After = basis }, child);
        return new("longhorn", new() { Platform = platform, Spec = spec, Store = store, After = [.. basis, snapshots] }, child);
    }

    // Components that this platform has.
    static ImmutableArray<PlatformComponent> Present(IEnumerable<PlatformComponent?> components) => [.. components.OfType<PlatformComponent>()];
}

/// <summary>Where other components keep data.</summary>
/// <param name="Stores">Object stores.</param>
/// <param name="Classes">Storage classes.</param>
/// <param name="Storage">What has to be there before either works.</param>
/// <param name="Operators">Operators of databases that apps bring along.</param>
/// <param name="Postgres">The platform's own PostgreSQL clusters, by name.</param>
/// <param name="Valkey">The platform's cache; null when there is none.</param>
sealed record DataHandles(
    ObjectStores Stores,
    StorageClasses Classes,
    ImmutableArray<PlatformComponent> Storage,
    ImmutableArray<PlatformComponent> Operators,
    ImmutableSortedDictionary<string, PostgresService> Postgres,
    ValkeyService? Valkey);
