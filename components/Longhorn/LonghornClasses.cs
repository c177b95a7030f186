using System.Globalization;
using Basecamp.Components.Delivery;
using Pulumi.Kubernetes.Types.Inputs.Storage.V1;

namespace Basecamp.Components.Longhorn;

/// <summary>Storage classes and snapshot classes.</summary>
static class LonghornClasses
{
    public const string Driver = "driver.longhorn.io";
    public const string Replicated = "longhorn";
    public const string Database = "longhorn-database";
    public const string Encrypted = "longhorn-encrypted";

    public static IEnumerable<(string Name, StorageClassArgs Arguments)> Of(LonghornSpec spec, int replicas)
    {
        yield return (Replicated, Class(Replicated, replicas, "best-effort", "default", isDefault: spec.DefaultClass));
        // The copy is where the pod is, and stays there; which node that is, the first pod decides.
        yield return (Database, Class(Database, 1, "strict-local", LonghornJobs.DatabaseGroup, bindingMode: "WaitForFirstConsumer"));
        if (spec.Encrypted)
            yield return (Encrypted, AddKey(Class(Encrypted, replicas, "best-effort", "default")));
    }

    /// <summary>
    /// <c>longhorn-snap</c> for snapshots on the nodes and, with a backup store, <c>longhorn-bak</c> for copies in it.
    /// </summary>
    /// <remarks>
    /// Velero uses the first: its data mover copies a snapshot outside by itself, and from the second it would fetch the data out of the object
    /// store to put it there again.
    /// </remarks>
    public static IEnumerable<KeyValuePair<string, CustomObjectArgs>> Snapshots(bool hasStore)
    {
        yield return new("snap", SnapshotClass("snap", "Delete", new Dictionary<string, string> { ["velero.io/csi-volumesnapshot-class"] = "true" }));
        if (hasStore)
            yield return new("bak", SnapshotClass("bak", "Retain", null));
    }

    static StorageClassArgs Class(
        string name, int replicas, string locality, string jobs, bool isDefault = false, string bindingMode = "Immediate") => new()
        {
            Metadata = ObjectMeta.Of(name, annotations: new Dictionary<string, string>
            {
                ["storageclass.kubernetes.io/is-default-class"] = isDefault ? "true" : "false",
            }),
            Provisioner = Driver,
            AllowVolumeExpansion = true,
            ReclaimPolicy = "Delete",
            VolumeBindingMode = bindingMode,
            Parameters =
            {
                ["numberOfReplicas"] = replicas.ToString(CultureInfo.InvariantCulture),
                ["dataLocality"] = locality,
                ["staleReplicaTimeout"] = "30",
                ["fsType"] = "ext4",
                ["recurringJobSelector"] = $$"""[{"name":"{{jobs}}","isGroup":true}]""",
            },
        };

    static StorageClassArgs AddKey(StorageClassArgs arguments)
    {
        arguments.Parameters.Add("encrypted", "true");
        foreach (var use in new[] { "provisioner", "node-publish", "node-stage", "node-expand" })
        {
            arguments.Parameters.Add($"csi.storage.k8s.io/{use}-secret-name", "longhorn-crypto");
            arguments.Parameters.Add($"csi.storage.k8s.io/{use}-secret-namespace", Longhorn.NamespaceName);
        }
        return arguments;
    }

    static VolumeSnapshotClassArgs SnapshotClass(string type, string deletionPolicy, Dictionary<string, string>? labels) =>
        new(ObjectMeta.Of($"longhorn-{type}", labels: labels), Driver, deletionPolicy, new() { ["type"] = type });
}
