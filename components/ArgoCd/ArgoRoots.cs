using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Values;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Basecamp.Components.ArgoCd;

/// <summary>
/// The three roots: <c>bootstrap</c>, which Pulumi applies, holds Argo CD itself and then, in later waves, the roots <c>platform</c> and
/// <c>apps</c>. None has a finalizer: deleting a root, or the whole namespace, leaves what runs alone (argo-cd#6046).
/// </summary>
public static class ArgoRoots
{
    const string Bootstrap = "bootstrap";
    const string Platform = "platform";
    const string Apps = "apps";
    const string Environments = "environments";

    // Argo CD asks a person before it deletes one of these.
    static readonly ImmutableDictionary<string, string> Confirm =
        ImmutableDictionary<string, string>.Empty.Add("argocd.argoproj.io/sync-options", "Prune=confirm,Delete=confirm");

    internal static void Register(string name, PlatformDelivery delivery, ChartInstall self, bool hasApps, CustomResourceOptions direct, ComponentResourceOptions component)
    {
        Project(name, delivery, Bootstrap, [delivery.Git!.Url, self.Chart.Repository], ["*"], isTrusted: true, direct);
        Project(name, delivery, Platform, ["*"], ["*"], isTrusted: true, direct);
        // Apps of this program are rendered and reviewed like the platform, and their connections end in its namespaces.
        Project(name, delivery, Apps, ["*"], ["*"], isTrusted: true, direct);
        Project(name, delivery, Environments, [delivery.Git.Url], ["*", "!*-system", "!*-core", "!kube-*"], isTrusted: false, direct);
        Add($"{name}-root-{Bootstrap}", delivery, Bootstrap, Bootstrap, 0, [Directory(delivery, Bootstrap)], direct);

        var bootstrap = PlatformDelivery.Of(component.Parent, delivery.Engine, delivery.Cluster, delivery.Stack, Bootstrap, delivery.Git);
        var rendered = new CustomResourceOptions { Parent = component.Parent, Provider = bootstrap.Wrappers };
        Add($"{name}-self", delivery, "argo-cd", Bootstrap, 0, [ArgoApplication.ChartSource(self, delivery.Git), .. ArgoApplication.ValuesSource(delivery.Git, 1)], rendered);
        Add($"{name}-root-{Platform}", delivery, Platform, Bootstrap, 1, [Directory(delivery, Platform)], rendered);
        if (hasApps)
            Add($"{name}-root-{Apps}", delivery, Apps, Bootstrap, 2, [Directory(delivery, Apps)], rendered);
        if (delivery.Git.Environments.Count > 0)
            ArgoEnvironments.Register(name, delivery, Environments, rendered);
    }

    /// <summary>The root of another stack's apps.</summary>
    /// <param name="delivery">Delivery of those apps.</param>
    /// <param name="direct">Options of what Pulumi applies itself.</param>
    public static void RegisterApps(PlatformDelivery delivery, CustomResourceOptions direct) =>
        Add($"root-{Apps}", delivery, $"{Apps}-{delivery.Stack}", Apps, 0, [Directory(delivery, Apps)], direct);

    static void Add(string logicalName, PlatformDelivery delivery, string name, string project, int wave, ImmutableArray<ValueTree> sources, CustomResourceOptions options) =>
        _ = new CustomResource(
            logicalName,
            new CustomObjectArgs(
                ArgoApplication.ApiVersion,
                "Application",
                ObjectMeta.Of(name, delivery.EngineNamespace, annotations: Confirm.Add("argocd.argoproj.io/sync-wave", $"{wave}")),
                new()
                {
                    ["project"] = project,
                    ["sources"] = sources,
                    ["destination.server"] = ArgoApplication.InCluster,
                    ["destination.namespace"] = delivery.EngineNamespace,
                    ["syncPolicy"] = ArgoApplication.SyncPolicy,
                }),
            options);

    static ValueTree Directory(PlatformDelivery delivery, string root) => new()
    {
        ["repoURL"] = delivery.Git!.Url,
        ["targetRevision"] = delivery.Git.Revision,
        ["path"] = $"{delivery.Path}/{root}/{ArgoApplication.Directory}",
    };

    static void Project(
        string name, PlatformDelivery delivery, string root, ImmutableArray<string> repositories, ImmutableArray<string> namespaces, bool isTrusted,
        CustomResourceOptions options) =>
        _ = new CustomResource(
            $"{name}-project-{root}",
            new CustomObjectArgs(
                ArgoApplication.ApiVersion,
                "AppProject",
                ObjectMeta.Of(root, delivery.EngineNamespace),
                new()
                {
                    ["description"] = root switch
                    {
                        Bootstrap => "Argo CD itself and the other roots",
                        Platform => "Services that apps ask for",
                        Apps => "Apps of the stack",
                        _ => "Apps of environments: no access to the platform's namespaces, no cluster-wide objects but namespaces",
                    },
                    ["sourceRepos"] = repositories,
                    ["destinations"] = namespaces.Select(ns => new ValueTree { ["server"] = ArgoApplication.InCluster, ["namespace"] = ns }),
                    ["clusterResourceWhitelist"] = new[]
                    {
                        isTrusted
                            ? new ValueTree { ["group"] = "*", ["kind"] = "*" }
                            : new ValueTree { ["group"] = "", ["kind"] = "Namespace" },
                    },
                    // What limits an app is not the app's to write.
                    ["namespaceResourceBlacklist"] = isTrusted
                        ? null
                        : new[] { "ResourceQuota", "LimitRange" }.Select(kind => new ValueTree { ["group"] = "", ["kind"] = kind }),
                }),
            options);
}
