using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Basecamp.Components.Delivery;

/// <summary>A unit as Flux sees it: a Kustomization of the unit's directory, which holds HelmReleases for its charts.</summary>
static class FluxKustomization
{
    /// <summary>Directory of the root's Kustomizations, beside the units' own.</summary>
    public const string Directory = "kustomizations";

    public static void Register(DeliveryUnit unit, Resource component)
    {
        foreach (var chart in unit.Charts)
            FluxHelmRelease.Register(unit, chart, component);
        var delivery = unit.Delivery;
        _ = new CustomResource(
            $"{unit.Name}-kustomization",
            new CustomObjectArgs(
                "kustomize.toolkit.fluxcd.io/v1", "Kustomization", ObjectMeta.Of($"{delivery.Root}-{unit.Name}", delivery.EngineNamespace), Spec(unit)),
            new() { Parent = component, Provider = delivery.Wrappers });
    }

    static ValueTree Spec(DeliveryUnit unit) => new()
    {
        ["path"] = $"./{unit.Delivery.PathOf(unit.Name)}",
        ["sourceRef.kind"] = "GitRepository",
        ["sourceRef.name"] = FluxSource,
        ["interval"] = "10m",
        ["retryInterval"] = "1m",
        // What it waits for are releases, which may take as long as they may themselves, and a first fetch of the chart.
        ["timeout"] = DurationText.Format(ChartInstall.Timeout + TimeSpan.FromMinutes(5)),
        ["prune"] = true,
        ["serviceAccountName"] = ServiceAccount,
        // Wait for what was applied, so that units after this one find it ready.
        ["wait"] = true,
        ["dependsOn"] = unit.After.All(before => before.IsDirect) ? null : unit.After.Where(before => !before.IsDirect).Select(Reference),
    };

    static ValueTree Reference(DeliveryUnit before) => new() { ["name"] = $"{before.Delivery.Root}-{before.Name}" };

    /// <summary>Flux' own service account, which a locked-down Flux wants to be named.</summary>
    public const string ServiceAccount = "kustomize-controller";

    /// <summary>Name of the GitRepository.</summary>
    public const string FluxSource = "basecamp";
}
