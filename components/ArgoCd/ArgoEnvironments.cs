using Basecamp.Components.Delivery;
using Basecamp.Components.Values;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Basecamp.Components.ArgoCd;

/// <summary>
/// Apps of several environments from one ApplicationSet: every directory below an environment's directory becomes an Application in a namespace
/// of its own, <c>app-environment</c>. A new directory is a new app.
/// </summary>
static class ArgoEnvironments
{
    // Of the bootstrap root: the platform is wave 1.
    static readonly Dictionary<string, string> AfterPlatform = new() { ["argocd.argoproj.io/sync-wave"] = "2" };

    public static void Register(string name, PlatformDelivery delivery, string project, CustomResourceOptions options) => _ = new CustomResource(
        $"{name}-environments",
        new CustomObjectArgs(ArgoApplication.ApiVersion, "ApplicationSet", ObjectMeta.Of("environments", delivery.EngineNamespace, annotations: AfterPlatform), new()
        {
            ["goTemplate"] = true,
            ["goTemplateOptions"] = new[] { "missingkey=error" },
            ["generators"] = new[] { new ValueTree { ["matrix.generators"] = new[] { Environments(delivery.Git!), Directories(delivery.Git!) } } },
            // A directory that goes, or a generator that fails, takes no running app along.
            ["syncPolicy.preserveResourcesOnDeletion"] = true,
            ["syncPolicy.applicationsSync"] = "create-update",
            ["template.metadata.name"] = "{{.path.basename}}-{{.environment}}",
            ["template.spec.project"] = project,
            ["template.spec.source.repoURL"] = delivery.Git!.Url,
            ["template.spec.source.targetRevision"] = "{{.revision}}",
            ["template.spec.source.path"] = "{{.path.path}}",
            ["template.spec.destination.server"] = ArgoApplication.InCluster,
            ["template.spec.destination.namespace"] = "{{.path.basename}}-{{.environment}}",
            ["template.spec.syncPolicy"] = ArgoApplication.SyncPolicy,
        }),
        options);

    static ValueTree Environments(GitSource git) => new()
    {
        ["list.elements"] = git.Environments.Select(environment => new ValueTree
        {
            ["environment"] = environment.Name,
            ["directory"] = environment.Directory,
            ["revision"] = environment.Revision ?? git.Revision,
        }),
    };

    static ValueTree Directories(GitSource git) => new()
    {
        ["git.repoURL"] = git.Url,
        ["git.revision"] = "{{.revision}}",
        ["git.directories"] = new[] { new ValueTree { ["path"] = "{{.directory}}/*" } },
    };
}
