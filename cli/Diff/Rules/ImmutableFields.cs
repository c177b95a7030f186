using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>Fields that cannot be changed once an object exists.</summary>
/// <remarks>Sources: the update validations of kubernetes/kubernetes (pkg/apis/*/validation), and the rules in the operators' definitions.</remarks>
static class ImmutableFields
{
    // With everything below them.
    static readonly Dictionary<(string Group, string Kind), string[]> Fields = new()
    {
        [("apps", "Deployment")] = ["spec.selector"],
        [("apps", "DaemonSet")] = ["spec.selector"],
        [("apps", "ReplicaSet")] = ["spec.selector"],
        [("apps", "StatefulSet")] = ["spec.selector", "spec.serviceName", "spec.podManagementPolicy"],
        [("batch", "Job")] = ["spec.template", "spec.selector", "spec.completions", "spec.completionMode", "spec.podFailurePolicy"],
        [("", "Service")] = ["spec.clusterIP", "spec.clusterIPs"],
        [("", "PersistentVolumeClaim")] =
        [
            "spec.accessModes", "spec.dataSource", "spec.dataSourceRef", "spec.selector", "spec.storageClassName", "spec.volumeMode", "spec.volumeName",
        ],
        [("", "PersistentVolume")] = ["spec.csi", "spec.hostPath", "spec.local", "spec.nfs", "spec.iscsi", "spec.volumeMode", "spec.nodeAffinity"],
        [("storage.k8s.io", "StorageClass")] = ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"],
        [("storage.k8s.io", "CSIDriver")] = ["spec.attachRequired", "spec.volumeLifecycleModes"],
        [("snapshot.storage.k8s.io", "VolumeSnapshotClass")] = ["driver", "parameters"],
        [("networking.k8s.io", "IngressClass")] = ["spec.controller"],
        [("rbac.authorization.k8s.io", "RoleBinding")] = ["roleRef"],
        [("rbac.authorization.k8s.io", "ClusterRoleBinding")] = ["roleRef"],
        [("scheduling.k8s.io", "PriorityClass")] = ["value", "preemptionPolicy"],
        [("node.k8s.io", "RuntimeClass")] = ["handler"],
        [("apiextensions.k8s.io", "CustomResourceDefinition")] = ["spec.group", "spec.scope", "spec.names.kind", "spec.names.plural"],
        [("postgresql.cnpg.io", "Database")] = ["spec.name", "spec.cluster", "spec.template", "spec.encoding", "spec.locale"],
    };

    // Read once, at creation: changing them does nothing, silently.
    static readonly Dictionary<(string Group, string Kind), string[]> ReadOnce = new()
    {
        [("postgresql.cnpg.io", "Cluster")] = ["spec.bootstrap"],
    };

    /// <summary>What happens when <paramref name="field"/> changes; null when it may. Empty for the usual.</summary>
    public static string? EffectOf(DiffObject before, FieldChange field)
    {
        var kind = (before.Id.Group, before.Id.Kind);
        if (Fields.GetValueOrDefault(kind)?.Any(field.Path.IsIn) == true)
            return "";
        if (ReadOnce.GetValueOrDefault(kind)?.Any(field.Path.IsIn) == true)
            return "It is read once, when the cluster is founded: an existing one keeps the old value, and only a new one gets the new.";
        if (kind is ("", "ConfigMap" or "Secret") && before.At("immutable") is true
            && (field.Path.IsIn("data") || field.Path.IsIn("binaryData") || field.Path.Is("immutable")))
            return "It was declared immutable.";
        // Volumes of WAL can be added, and never taken away again.
        return kind is ("postgresql.cnpg.io", "Cluster") && field is { Kind: ChangeKind.Removed } && field.Path.Is("spec.walStorage") ? "" : null;
    }
}
