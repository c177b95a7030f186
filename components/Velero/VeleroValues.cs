using System.Text;
using Basecamp.Components.Catalog;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Velero;

/// <summary>The chart's values.</summary>
static class VeleroValues
{
    public static ResourceRequests Server { get; } = new(50, 128, 512);

    public static ResourceRequests NodeAgent { get; } = new(20, 96, 512);

    public static ValueTree For(PlatformContext platform, VeleroArgs args, string credentials) => new()
    {
        // A Helm hook that would run with every sync; definitions are applied apart.
        ["upgradeCRDs"] = false,
        ["cleanUpCRDs"] = false,
        ["initContainers"] = new[] { PluginContainer },
        ["credentials.useSecret"] = true,
        ["credentials.existingSecret"] = credentials,
        ["configuration.features"] = "EnableCSI",
        ["configuration.uploaderType"] = "kopia",
        ["configuration.defaultSnapshotMoveData"] = args.HasSnapshots,
        ["configuration.backupStorageLocation"] = new[] { Location(args.Store) },
        // The default list has one entry without a provider, and snapshotsEnabled would render it.
        ["configuration.volumeSnapshotLocation"] = Array.Empty<object>(),
        ["snapshotsEnabled"] = false,
        ["deployNodeAgent"] = args.HasSnapshots,
        // Volumes are read from snapshots, never out of the kubelet's directories.
        ["nodeAgent.disableHostPath"] = args.HasSnapshots ? true : null,
        ["nodeAgent.tolerations"] = args.HasSnapshots ? Place.TolerateDeclared(platform.Cluster) : null,
        ["nodeAgent.priorityClassName"] = args.HasSnapshots ? Priority.Core : null,
        ["nodeAgent.resources"] = args.HasSnapshots ? NodeAgent.ToValues() : null,
        ["resources"] = Server.ToValues(),
        ["priorityClassName"] = Priority.Core,
        ["containerSecurityContext.allowPrivilegeEscalation"] = false,
        ["containerSecurityContext.capabilities.drop"] = new[] { "ALL" },
        ["podSecurityContext.seccompProfile.type"] = "RuntimeDefault",
        ["schedules.nightly"] = Schedule(args),
        ["metrics.serviceMonitor.enabled"] = platform.Monitoring,
        // It would ask the cluster whether the kind is there, which a render cannot.
        ["metrics.serviceMonitor.autodetect"] = false,
        ["metrics.nodeAgentPodMonitor.enabled"] = platform.Monitoring && args.HasSnapshots,
        ["metrics.nodeAgentPodMonitor.autodetect"] = false,
    };

    static ValueTree PluginContainer => new()
    {
        ["name"] = "velero-plugin-for-aws",
        ["image"] = Images.VeleroPluginForAws.ToString(),
        ["imagePullPolicy"] = "IfNotPresent",
        ["volumeMounts"] = new[] { new ValueTree { ["mountPath"] = "/target", ["name"] = "plugins" } },
        ["securityContext.allowPrivilegeEscalation"] = false,
        ["securityContext.capabilities.drop"] = new[] { "ALL" },
        ["resources"] = new ResourceRequests(10, 32, 128).ToValues(),
    };

    static ValueTree Location(S3Target store) => new()
    {
        ["name"] = "default",
        ["provider"] = "aws",
        ["bucket"] = store.Bucket("velero"),
        ["default"] = true,
        ["accessMode"] = "ReadWrite",
        ["caCert"] = store.CaCertificate is { } ca ? Convert.ToBase64String(Encoding.UTF8.GetBytes(ca)) : null,
        ["config"] = new Dictionary<string, string>
        {
            ["region"] = store.Region,
            ["s3Url"] = store.Url,
            ["s3ForcePathStyle"] = "true",
            // Self-hosted stores do not know the newer checksums. Version 1.14.2 of the plugin damages backups with this (velero#9951).
            ["checksumAlgorithm"] = "",
        },
    };

    static ValueTree Schedule(VeleroArgs args) => new()
    {
        ["schedule"] = args.Spec.Schedule,
        // A backup must outlive its schedule.
        ["useOwnerReferencesInBackup"] = false,
        ["template"] = VeleroTemplate.Of(args.Spec.RetentionDays, args.HasSnapshots, ["*"], Excluded(args)),
    };

    public static IEnumerable<string> Excluded(VeleroArgs args) =>
        args.BackedUpElsewhere.Concat(args.Spec.Exclude).Append(Velero.NamespaceName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
