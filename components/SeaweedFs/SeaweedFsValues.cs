using System.Globalization;
using System.Text.Json;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.SeaweedFs;

/// <summary>The chart's values.</summary>
static class SeaweedFsValues
{
    public static ResourceRequests Master { get; } = new(10, 64, 256);

    public static ResourceRequests Volume(Sizing sizing) => sizing.Growing(25, 128);

    public static ResourceRequests Filer(Sizing sizing) => sizing.Growing(25, 96);

    public static ResourceRequests S3(Sizing sizing) => sizing.Growing(20, 64);

    public static ValueTree For(PlatformContext platform, SeaweedFsSpec spec, StorageClasses classes, string configSecret)
    {
        var sizing = platform.Sizing;
        var values = new ValueTree
        {
            // Another copy on another server.
            ["global.seaweedfs.enableReplication"] = sizing.IsRedundant,
            ["global.seaweedfs.replicationPlacement"] = sizing.IsRedundant ? "001" : null,
            ["global.seaweedfs.monitoring.enabled"] = platform.Monitoring,
            ["master.replicas"] = sizing.Members,
            ["master.resources"] = Master.ToValues(),
            // By default all data would be in directories of the nodes, and a master that moves would forget the cluster.
            ["master.data"] = Claim("1Gi", classes.Database),
            ["master.logs.type"] = "emptyDir",
            ["volume.replicas"] = sizing.Members,
            ["volume.resources"] = Volume(sizing).ToValues(),
            ["volume.dataDirs"] = new[] { Claim(GiB(spec.VolumeGiB), classes.Database).Merge(new() { ["name"] = "data1", ["maxVolumes"] = 0 }) },
            ["volume.minFreeSpacePercent"] = 7,
            // One: several would each have their own list of files, and agree on it later.
            ["filer.replicas"] = 1,
            ["filer.resources"] = Filer(sizing).ToValues(),
            ["filer.data"] = Claim("10Gi", classes.Replicated),
            ["filer.logs.type"] = "emptyDir",
            ["filer.s3.enabled"] = false,
            ["s3.enabled"] = true,
            ["s3.replicas"] = sizing.Replicas,
            ["s3.resources"] = S3(sizing).ToValues(),
            ["s3.logs.type"] = "emptyDir",
            // The chart takes it as text; JSON is YAML.
            ["s3.topologySpreadConstraints"] =
                sizing.IsRedundant ? JsonSerializer.Serialize(Place.Spread(SeaweedFs.Gateway).Select(each => each.ToMap())) : null,
            ["s3.enableAuth"] = true,
            ["s3.existingConfigSecret"] = configSecret,
            // A Helm hook, and there is no other way; creating a bucket that is there does nothing.
            ["s3.createBuckets"] = Buckets(spec).Select(bucket => new ValueTree { ["name"] = bucket }),
            ["admin.enabled"] = false,
            ["worker.enabled"] = false,
            ["sftp.enabled"] = false,
        };
        foreach (var part in new[] { "master", "volume", "filer", "s3" })
        {
            values[$"{part}.priorityClassName"] = Priority.Core;
            values[$"{part}.podSecurityContext"] = PodSecurity;
            values[$"{part}.containerSecurityContext"] = ContainerSecurity;
            // The chart's own is required, and keeps the second pod of one node from ever starting.
            if (part != "s3" && !sizing.IsRedundant)
                values[$"{part}.affinity"] = "";
        }
        return values;
    }

    /// <summary>All buckets that are created.</summary>
    public static IEnumerable<string> Buckets(SeaweedFsSpec spec) =>
        spec.Buckets.Concat(spec.AcceptBackups ? ["postgres", "velero"] : Array.Empty<string>()).Distinct(StringComparer.Ordinal);

    static ValueTree Claim(string size, string? storageClass) => new()
    {
        ["type"] = "persistentVolumeClaim",
        ["size"] = size,
        ["storageClass"] = storageClass,
    };

    static ValueTree PodSecurity => new()
    {
        ["enabled"] = true,
        ["runAsUser"] = 1000,
        ["runAsGroup"] = 1000,
        ["fsGroup"] = 1000,
        ["runAsNonRoot"] = true,
        ["seccompProfile.type"] = "RuntimeDefault",
    };

    static ValueTree ContainerSecurity => new()
    {
        ["enabled"] = true,
        ["allowPrivilegeEscalation"] = false,
        ["capabilities.drop"] = new[] { "ALL" },
    };

    static string GiB(int size) => string.Create(CultureInfo.InvariantCulture, $"{size}Gi");
}
