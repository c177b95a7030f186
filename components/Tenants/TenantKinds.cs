using System.Collections.Immutable;

namespace Basecamp.Components.Tenants;

/// <summary>
/// What a tenant works with: kinds that its members may write, and that its git may hold. Everything else is the platform's, above all what holds
/// the tenant in: namespaces, quotas, limits, policies of the network, rights, routes, monitors.
/// </summary>
/// <param name="Group">API group; empty for the core one.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Resource">Its resource, as the API calls it.</param>
sealed record TenantKind(string Group, string Kind, string Resource)
{
    public static ImmutableArray<TenantKind> Written { get; } =
    [
        new("", "ConfigMap", "configmaps"),
        new("", "PersistentVolumeClaim", "persistentvolumeclaims"),
        new("", "Pod", "pods"),
        new("", "Secret", "secrets"),
        new("", "Service", "services"),
        new("", "ServiceAccount", "serviceaccounts"),
        new("apps", "DaemonSet", "daemonsets"),
        new("apps", "Deployment", "deployments"),
        new("apps", "ReplicaSet", "replicasets"),
        new("apps", "StatefulSet", "statefulsets"),
        new("autoscaling", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
        new("batch", "CronJob", "cronjobs"),
        new("batch", "Job", "jobs"),
        new("policy", "PodDisruptionBudget", "poddisruptionbudgets"),
    ];
}
