using System.Collections.Immutable;
using Basecamp.Components.CertManager;
using Basecamp.Components.Delivery;
using Basecamp.Components.Longhorn;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Platform;
using Basecamp.Components.Postgres;
using Basecamp.Components.Storage;
using Pulumi;

namespace Basecamp.Infra.Platform;

/// <summary>What keeps data: volumes, object stores, databases.</summary>
static class DataServices
{
    /// <summary>Installs what the settings ask for.</summary>
    public static void Install(
        PlatformSettings settings, PlatformContext platform, CertManager? certManager, ImmutableArray<PlatformComponent> basis, ComponentResourceOptions child)
    {
        var stores = ObjectStores.Of(settings.ObjectStore, platform.Cluster.Name);
        var longhorn = settings.Longhorn is { } volumes ? InstallLonghorn(volumes, platform, stores.External, basis, child) : null;
        var classes = longhorn?.Classes ?? StorageClasses.Local;
        if (settings.Postgres is { } postgres)
        {
            var cnpg = new CloudNativePg("cnpg", new() { Platform = platform, After = Present([.. basis, certManager, longhorn]) }, child);
            _ = PostgresClusters.Declare(postgres, platform, cnpg, stores.ForBackups, classes, child);
        }
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
