using Basecamp.Components.Delivery;
using Basecamp.Components.Values;

namespace Basecamp.Components.Tenants;

/// <summary>What reads a tenant's repository, held to what the tenant may do.</summary>
static class TenantGitOps
{
    const string Name = "tenant";

    /// <summary>A project of Argo CD: from this repository, into these namespaces, these kinds.</summary>
    public static CustomObjectArgs Project(TenantPlan plan, PlatformDelivery delivery) => new(
        ArgoApplication.ApiVersion,
        "AppProject",
        ObjectMeta.Of(plan.Project, delivery.EngineNamespace),
        new()
        {
            ["description"] = $"Tenant {plan.Name}",
            ["sourceRepos"] = new[] { plan.Spec.Git!.Url },
            ["destinations"] = plan.Namespaces.Select(ns => new ValueTree { ["server"] = ArgoApplication.InCluster, ["namespace"] = ns }),
            ["clusterResourceWhitelist"] = Array.Empty<ValueTree>(),
            ["namespaceResourceWhitelist"] = TenantKind.Written.Select(kind => new ValueTree { ["group"] = kind.Group, ["kind"] = kind.Kind }),
            ["roles"] = Roles(plan),
        });

    static IEnumerable<ValueTree> Roles(TenantPlan plan)
    {
        if (plan.Spec.Members.Groups.Count > 0)
            yield return Role(plan, "member", plan.Spec.Members, ["applications, get", "applications, sync", "applications, action/*", "logs, get"]);
        if (plan.Spec.Viewers.Groups.Count > 0)
            yield return Role(plan, "viewer", plan.Spec.Viewers, ["applications, get", "logs, get"]);
    }

    static ValueTree Role(TenantPlan plan, string role, TenantSubjectsSpec subjects, string[] rights) => new()
    {
        ["name"] = role,
        ["groups"] = subjects.Groups,
        ["policies"] = rights.Select(right => $"p, proj:{plan.Project}:{role}, {right}, {plan.Project}/*, allow"),
    };

    /// <summary>The Application in that project.</summary>
    public static CustomObjectArgs Application(TenantPlan plan, PlatformDelivery delivery) => new(
        ArgoApplication.ApiVersion,
        "Application",
        // The project comes first.
        ObjectMeta.Of(plan.Project, delivery.EngineNamespace, annotations: new Dictionary<string, string> { ["argocd.argoproj.io/sync-wave"] = "1" }),
        new()
        {
            ["project"] = plan.Project,
            ["sources"] = new[]
            {
                new ValueTree
                {
                    ["repoURL"] = plan.Spec.Git!.Url,
                    ["targetRevision"] = plan.Spec.Git.Revision,
                    ["path"] = plan.Spec.Git.Path,
                    ["directory.recurse"] = true,
                },
            },
            ["destination.server"] = ArgoApplication.InCluster,
            ["destination.namespace"] = plan.Namespaces[0],
            ["syncPolicy"] = ArgoApplication.SyncPolicy,
        });

    /// <summary>Where Flux reads, in the tenant's own namespace.</summary>
    /// <param name="plan">The tenant.</param>
    /// <param name="secret">Secret with the login; null for a public repository.</param>
    public static CustomObjectArgs Repository(TenantPlan plan, string? secret) => new(
        "source.toolkit.fluxcd.io/v1",
        "GitRepository",
        ObjectMeta.Of(Name, plan.Namespaces[0]),
        new()
        {
            ["url"] = plan.Spec.Git!.Url,
            ["ref.branch"] = plan.Spec.Git.Revision,
            ["interval"] = "1m",
            ["secretRef.name"] = secret,
        });

    /// <summary>What Flux applies, as a service account that has a member's rights and no others.</summary>
    public static CustomObjectArgs Kustomization(TenantPlan plan) => new(
        "kustomize.toolkit.fluxcd.io/v1",
        "Kustomization",
        ObjectMeta.Of(Name, plan.Namespaces[0]),
        new()
        {
            ["path"] = $"./{plan.Spec.Git!.Path.TrimStart('.', '/')}",
            ["sourceRef.kind"] = "GitRepository",
            ["sourceRef.name"] = Name,
            ["interval"] = "10m",
            ["retryInterval"] = "1m",
            ["timeout"] = "5m",
            ["prune"] = true,
            ["serviceAccountName"] = TenantRoles.Account,
            // With several namespaces, objects say which.
            ["targetNamespace"] = plan.Namespaces.Length == 1 ? plan.Namespaces[0] : null,
        });
}
