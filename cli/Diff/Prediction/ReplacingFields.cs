using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Prediction;

/// <summary>Inputs whose change makes a provider ask for a replacement.</summary>
/// <remarks>
/// Source: provider/pkg/provider/diff.go and helm_release.go of pulumi/pulumi-kubernetes v4.32.0. It is not what the API server refuses: a changed
/// ConfigMap is replaced, a changed PriorityClass is not. pulumi-random replaces on every input.
/// </remarks>
static class ReplacingFields
{
    static readonly string[] Identity = ["metadata.name", "metadata.namespace"];

    static readonly Dictionary<string, string[]> ByType = new(StringComparer.Ordinal)
    {
        ["kubernetes:apps/v1:DaemonSet"] = ["spec.selector"],
        ["kubernetes:apps/v1:Deployment"] = ["spec.selector"],
        ["kubernetes:apps/v1:StatefulSet"] =
            ["spec.podManagementPolicy", "spec.revisionHistoryLimit", "spec.selector", "spec.serviceName", "spec.volumeClaimTemplates"],
        ["kubernetes:batch/v1:Job"] = ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
        ["kubernetes:core/v1:ConfigMap"] = ["binaryData", "data"],
        ["kubernetes:core/v1:PersistentVolumeClaim"] = ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
        ["kubernetes:core/v1:ResourceQuota"] = ["spec.scopes"],
        ["kubernetes:core/v1:Secret"] = ["type", "stringData", "data"],
        ["kubernetes:core/v1:Service"] = ["spec.clusterIP"],
        ["kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding"] = ["roleRef"],
        ["kubernetes:rbac.authorization.k8s.io/v1:RoleBinding"] = ["roleRef"],
        ["kubernetes:storage.k8s.io/v1:StorageClass"] = ["parameters", "provisioner"],
        ["kubernetes:helm.sh/v3:Release"] = ["name", "namespace"],
        ["pulumi:providers:kubernetes"] = ["clusterIdentifier", "renderYamlToDirectory"],
    };

    /// <summary>The first field that asks for a replacement; null when all can be changed in place.</summary>
    public static string? In(string type, IReadOnlyList<FieldChange> changes)
    {
        if (type.StartsWith("random:", StringComparison.Ordinal))
            return changes.Count > 0 ? changes[0].Path.ToString() : null;
        var fields = ByType.GetValueOrDefault(type, []);
        if (type.StartsWith("kubernetes:", StringComparison.Ordinal) && type != "kubernetes:helm.sh/v3:Release")
            fields = [.. Identity, .. fields];
        return fields.FirstOrDefault(field => changes.Any(change => change.Path.IsIn(field)));
    }
}
