using Basecamp.Components.Configuration;
using Basecamp.Components.Monitoring;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Traces;

/// <summary>The chart's values.</summary>
static class TempoValues
{
    public static ResourceRequests Tempo(Sizing sizing) => sizing.Growing(50, 256);

    public static ValueTree For(PlatformContext platform, TempoArgs args) =>
        Shape(platform, args).Merge(args.Store is { } store ? InObjectStore(store) : []);

    static ValueTree Shape(PlatformContext platform, TempoArgs args) => new()
    {
        ["replicas"] = 1,
        ["priorityClassName"] = Priority.Core,
        ["tempo.reportingEnabled"] = false,
        ["tempo.retention"] = DurationText.Format(args.Traces.Retention),
        ["tempo.resources"] = Tempo(platform.Sizing).ToValues(),
        ["tempo.securityContext"] = Restricted.Container,
        ["securityContext.seccompProfile.type"] = "RuntimeDefault",
        // Not tempo.persistence, which nothing reads.
        ["persistence.enabled"] = true,
        ["persistence.size"] = $"{args.Traces.StorageGiB}Gi",
        ["persistence.storageClassName"] = args.Traces.StorageClass,
        ["tempo.metricsGenerator.enabled"] = platform.Monitoring,
        ["tempo.metricsGenerator.remoteWriteUrl"] = platform.Monitoring ? $"{MonitoringStack.PrometheusUrl}/api/v1/write" : null,
        // Enabled alone, the generator generates nothing.
        ["tempo.overrides.defaults.metrics_generator.processors"] = platform.Monitoring ? new[] { "service-graphs", "span-metrics" } : null,
        ["serviceMonitor.enabled"] = platform.Monitoring,
    };

    static ValueTree InObjectStore(S3Target store) => new()
    {
        ["tempo.storage.trace.backend"] = "s3",
        ["tempo.storage.trace.s3.bucket"] = store.Bucket("tempo"),
        ["tempo.storage.trace.s3.endpoint"] = store.Host,
        ["tempo.storage.trace.s3.region"] = store.Region,
        ["tempo.storage.trace.s3.access_key"] = $"${{{S3Target.AccessKeyName}}}",
        ["tempo.storage.trace.s3.secret_key"] = $"${{{S3Target.SecretKeyName}}}",
        ["tempo.storage.trace.s3.insecure"] = store.Insecure,
        ["tempo.storage.trace.s3.forcepathstyle"] = true,
        ["tempo.storage.trace.s3.tls_ca_path"] = store.CaCertificate is null ? null : $"/etc/tempo-s3/{S3Target.CaCertificateName}",
        [@"tempo.extraArgs.config\.expand-env"] = "true",
        ["tempo.extraEnvFrom"] = new[] { new ValueTree { ["secretRef.name"] = Traces.Tempo.CredentialsSecret } },
        ["extraVolumes"] = store.CaCertificate is null ? null : new[] { new ValueTree { ["name"] = "s3", ["secret.secretName"] = Traces.Tempo.CredentialsSecret } },
        ["tempo.extraVolumeMounts"] = store.CaCertificate is null ? null : new[] { new ValueTree { ["name"] = "s3", ["mountPath"] = "/etc/tempo-s3", ["readOnly"] = true } },
    };
}
