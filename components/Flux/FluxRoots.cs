using Basecamp.Components.Delivery;
using Basecamp.Components.Values;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Basecamp.Components.Flux;

/// <summary>The repository and what is read from it. Deleting a root orphans what it applied: a mistake there takes no platform down.</summary>
public static class FluxRoots
{
    const string Platform = "platform";
    const string Apps = "apps";

    internal static void Register(string name, PlatformDelivery delivery, bool hasApps, CustomResourceOptions options)
    {
        var git = delivery.Git!;
        Repository(name, delivery, FluxKustomization.FluxSource, git.Revision, options);
        Kustomization(name, delivery, Platform, FluxKustomization.FluxSource, $"{delivery.Path}/{Platform}/{FluxKustomization.Directory}", after: null, options);
        if (hasApps)
            Kustomization(name, delivery, Apps, FluxKustomization.FluxSource, $"{delivery.Path}/{Apps}/{FluxKustomization.Directory}", after: Platform, options);
        foreach (var environment in git.Environments)
        {
            var root = $"apps-{environment.Name}";
            var source = environment.Revision is null ? FluxKustomization.FluxSource : root;
            if (environment.Revision is { } revision)
                Repository(name, delivery, root, revision, options);
            Kustomization(name, delivery, root, source, environment.Directory, after: Platform, options);
        }
    }

    /// <summary>The root of another stack's apps.</summary>
    /// <param name="delivery">Delivery of those apps.</param>
    /// <param name="direct">Options of what Pulumi applies itself.</param>
    public static void RegisterApps(PlatformDelivery delivery, CustomResourceOptions direct) => Kustomization(
        Apps, delivery, $"{Apps}-{delivery.Stack}", FluxKustomization.FluxSource, $"{delivery.Path}/{Apps}/{FluxKustomization.Directory}", after: Platform, direct);

    static void Repository(string name, PlatformDelivery delivery, string repository, string revision, CustomResourceOptions options) => _ = new CustomResource(
        $"{name}-source-{repository}",
        new CustomObjectArgs("source.toolkit.fluxcd.io/v1", "GitRepository", ObjectMeta.Of(repository, delivery.EngineNamespace), new()
        {
            ["url"] = delivery.Git!.Url,
            ["ref.name"] = revision.StartsWith("refs/", StringComparison.Ordinal) ? revision : null,
            ["ref.branch"] = revision.StartsWith("refs/", StringComparison.Ordinal) ? null : revision,
            ["interval"] = "1m",
            ["secretRef.name"] = delivery.Git.CredentialsSecret,
        }),
        options);

    static void Kustomization(string name, PlatformDelivery delivery, string root, string source, string path, string? after, CustomResourceOptions options) =>
        _ = new CustomResource(
            $"{name}-root-{root}",
            new CustomObjectArgs("kustomize.toolkit.fluxcd.io/v1", "Kustomization", ObjectMeta.Of(root, delivery.EngineNamespace), new()
            {
                ["path"] = $"./{path}",
                ["sourceRef.kind"] = "GitRepository",
                ["sourceRef.name"] = source,
                ["interval"] = "10m",
                ["retryInterval"] = "1m",
                ["prune"] = true,
                ["deletionPolicy"] = "Orphan",
                ["serviceAccountName"] = FluxKustomization.ServiceAccount,
                // Apps come once every unit of the platform is ready, which they themselves report.
                ["wait"] = after is null,
                ["timeout"] = "30m",
                ["dependsOn"] = after is null ? null : new[] { new ValueTree { ["name"] = after } },
            }),
            options);
}
