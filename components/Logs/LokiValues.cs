using Basecamp.Components.Configuration;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Logs;

/// <summary>The chart's values.</summary>
static class LokiValues
{
    // Loki reads ${VAR} because of -config.expand-env; the variables come from the Secret.
    const string AccessKey = $"${{{S3Target.AccessKeyName}}}";
    const string SecretKey = $"${{{S3Target.SecretKeyName}}}";

    public static ResourceRequests Loki(Sizing sizing) => sizing.Growing(50, 256);

    public static ResourceRequests ChunksCache { get; } = new(20, 320, 320);

    public static ResourceRequests ResultsCache { get; } = new(10, 160, 160);

    public static ResourceRequests CacheExporter { get; } = new(5, 16);

    /// <summary>Replicas: several need an object store, and a machine each.</summary>
    public static int Replicas(PlatformContext platform, LokiArgs args) =>
        args.Store is not null && platform.Cluster.Workers.Count() >= platform.Sizing.Members ? platform.Sizing.Members : 1;

    /// <summary>Whether queries are cached: not where memory is what there is least of.</summary>
    public static bool HasCaches(PlatformContext platform) => platform.Sizing.IsRedundant;

    public static ValueTree For(PlatformContext platform, LokiArgs args) =>
        Shape(platform, args).Merge(args.Store is { } store ? InObjectStore(store) : OnVolume).Merge(Caches(platform));

    static ValueTree Shape(PlatformContext platform, LokiArgs args)
    {
        var replicas = Replicas(platform, args);
        return new()
        {
            ["deploymentMode"] = "Monolithic",
            // The three parts of the other mode default to three replicas each, and rendering fails when both modes have some.
            ["read.replicas"] = 0,
            ["write.replicas"] = 0,
            ["backend.replicas"] = 0,
            ["singleBinary.replicas"] = replicas,
            ["singleBinary.resources"] = Loki(platform.Sizing).ToValues(),
            ["singleBinary.persistence.enabled"] = true,
            ["singleBinary.persistence.size"] = $"{args.Logs.StorageGiB}Gi",
            ["singleBinary.persistence.storageClass"] = args.Logs.StorageClass,
            // A budget over a single pod would block every drain.
            ["singleBinary.podDisruptionBudget.enabled"] = replicas > 1,
            // Without a number the chart renders no budget at all.
            ["singleBinary.podDisruptionBudget.maxUnavailable"] = replicas > 1 ? 1 : null,
            ["singleBinary.priorityClassName"] = Priority.Core,
            ["loki.auth_enabled"] = false,
            ["loki.analytics.reporting_enabled"] = false,
            ["loki.commonConfig.replication_factor"] = replicas,
            ["loki.limits_config.retention_period"] = DurationText.Format(args.Logs.Retention),
            ["loki.compactor.retention_enabled"] = true,
            // Clients talk to Loki itself: one tenant, no ingress, one pod less in the way.
            ["gateway.enabled"] = false,
            // The canary's test asks the canary.
            ["lokiCanary.enabled"] = false,
            ["test.enabled"] = false,
            ["sidecar.rules.enabled"] = false,
            ["monitoring.serviceMonitor.enabled"] = platform.Monitoring,
        };
    }

    static ValueTree InObjectStore(S3Target store) => new()
    {
        ["loki.storage.type"] = "s3",
        ["loki.storage.bucketNames.chunks"] = store.Bucket("loki"),
        ["loki.storage.bucketNames.ruler"] = store.Bucket("loki"),
        ["loki.storage.s3.endpoint"] = store.Host,
        ["loki.storage.s3.region"] = store.Region,
        ["loki.storage.s3.accessKeyId"] = AccessKey,
        ["loki.storage.s3.secretAccessKey"] = SecretKey,
        ["loki.storage.s3.s3ForcePathStyle"] = true,
        ["loki.storage.s3.insecure"] = store.Insecure,
        ["loki.storage.s3.http_config.ca_file"] = store.CaCertificate is null ? null : $"/etc/loki-s3/{S3Target.CaCertificateName}",
        ["loki.compactor.delete_request_store"] = "s3",
        ["loki.schemaConfig.configs"] = new[] { Schema("s3") },
        ["singleBinary.extraArgs"] = new[] { "-config.expand-env=true" },
        ["singleBinary.extraEnvFrom"] = new[] { new ValueTree { ["secretRef.name"] = Logs.Loki.CredentialsSecret } },
        ["singleBinary.extraVolumes"] = store.CaCertificate is null ? null : new[] { new ValueTree { ["name"] = "s3", ["secret.secretName"] = Logs.Loki.CredentialsSecret } },
        ["singleBinary.extraVolumeMounts"] = store.CaCertificate is null ? null : new[] { new ValueTree { ["name"] = "s3", ["mountPath"] = "/etc/loki-s3", ["readOnly"] = true } },
    };

    static ValueTree OnVolume => new()
    {
        ["loki.storage.type"] = "filesystem",
        ["loki.storage.bucketNames.chunks"] = "chunks",
        ["loki.storage.bucketNames.ruler"] = "ruler",
        ["loki.compactor.delete_request_store"] = "filesystem",
        ["loki.schemaConfig.configs"] = new[] { Schema("filesystem") },
    };

    // A day that never changes: a schema's start decides how what is already stored is read.
    static ValueTree Schema(string store) => new()
    {
        ["from"] = "2026-01-01",
        ["store"] = "tsdb",
        ["object_store"] = store,
        ["schema"] = "v13",
        ["index.prefix"] = "loki_index_",
        ["index.period"] = "24h",
    };

    static ValueTree Caches(PlatformContext platform)
    {
        var isOn = HasCaches(platform);
        var values = new ValueTree { ["chunksCache.enabled"] = isOn, ["resultsCache.enabled"] = isOn };
        if (!isOn)
            return values;
        // The chart's defaults are 8 GiB and 1 GiB.
        values["chunksCache.allocatedMemory"] = 256;
        values["chunksCache.priorityClassName"] = Priority.Core;
        values["chunksCache.resources"] = ChunksCache.ToValues();
        values["resultsCache.allocatedMemory"] = 128;
        values["resultsCache.priorityClassName"] = Priority.Core;
        values["resultsCache.resources"] = ResultsCache.ToValues();
        values["memcachedExporter.resources"] = CacheExporter.ToValues();
        return values;
    }
}
