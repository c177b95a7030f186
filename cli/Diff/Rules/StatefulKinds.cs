using Basecamp.Cli.Diff.Model;
using Basecamp.Components.Delivery;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>Objects that hold something nobody can make again.</summary>
static class StatefulKinds
{
    // What is lost with an object of the kind.
    static readonly Dictionary<(string Group, string Kind), string> Losses = new()
    {
        [("", "PersistentVolumeClaim")] = "the volume behind it, unless its storage class retains",
        [("", "PersistentVolume")] = "the only record of where the data is",
        [("apps", "StatefulSet")] = "its pods; the volumes stay, and nothing uses them",
        [("postgresql.cnpg.io", "Cluster")] = "a whole PostgreSQL cluster with its volumes",
        [("postgresql.cnpg.io", "Database")] = "a database",
        [("k8s.mariadb.com", "MariaDB")] = "a whole MariaDB instance with its volumes",
        [("k8s.mariadb.com", "Database")] = "a database",
        [("longhorn.io", "Volume")] = "a volume with its replicas",
        [("longhorn.io", "BackingImage")] = "an image that volumes are made from",
        [("snapshot.storage.k8s.io", "VolumeSnapshot")] = "a snapshot",
        [("snapshot.storage.k8s.io", "VolumeSnapshotContent")] = "a snapshot",
        [("vault.security.banzaicloud.com", "Vault")] = "the store of all secrets",
    };

    /// <summary>Whether something is lost with an object: because of its kind, or because it is annotated as guarded.</summary>
    public static bool Includes(DiffObject each) => Losses.ContainsKey((each.Id.Group, each.Id.Kind)) || IsGuarded(each);

    /// <summary>What is lost with an object.</summary>
    public static string LossOf(DiffObject each) => Losses.GetValueOrDefault((each.Id.Group, each.Id.Kind)) ?? "something that was marked as worth keeping";

    /// <summary>Whether Argo CD or Flux are told not to delete it on their own.</summary>
    public static bool IsGuarded(DiffObject each) =>
        Guards.Annotations.Any(guard => each.Annotations.Text(guard.Key) == guard.Value);
}
