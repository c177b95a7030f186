using Basecamp.Components.Charts;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Basecamp.Components.Delivery;

/// <summary>A unit as Argo CD sees it: an Application with the unit's charts and its directory as sources.</summary>
static class ArgoApplication
{
    public const string ApiVersion = "argoproj.io/v1alpha1";

    /// <summary>Directory of the root's Applications, beside the units' own.</summary>
    public const string Directory = "applications";

    public static void Register(DeliveryUnit unit, Resource component)
    {
        var delivery = unit.Delivery;
        _ = new CustomResource(
            $"{unit.Name}-application",
            new CustomObjectArgs(
                ApiVersion,
                "Application",
                ObjectMeta.Of(unit.Name, delivery.EngineNamespace, annotations: new Dictionary<string, string>
                {
                    ["argocd.argoproj.io/sync-wave"] = unit.Wave.ToString(System.Globalization.CultureInfo.InvariantCulture),
                }),
                Spec(unit)),
            new() { Parent = component, Provider = delivery.Wrappers });
    }

    static ValueTree Spec(DeliveryUnit unit) => new()
    {
        ["project"] = unit.Delivery.Root,
        ["sources"] = unit.Charts.Select(ChartSource).Append(DirectorySource(unit)),
        ["destination.server"] = "https://kubernetes.default.svc",
        ["destination.namespace"] = unit.Charts.Count > 0 ? unit.Charts[0].Namespace : null,
        ["syncPolicy"] = SyncPolicy,
    };

    static ValueTree ChartSource(ChartInstall chart) => new()
    {
        // Argo CD takes an OCI registry without its scheme.
        ["repoURL"] = chart.Chart.IsOci ? chart.Chart.Repository["oci://".Length..] : chart.Chart.Repository,
        ["chart"] = chart.Chart.Name,
        ["targetRevision"] = chart.Chart.Version,
        ["helm.releaseName"] = chart.Release,
        ["helm.namespace"] = chart.Namespace,
        ["helm.skipCrds"] = chart.SkipCrds ? true : null,
        ["helm.valuesObject"] = chart.Values,
    };

    static ValueTree DirectorySource(DeliveryUnit unit) => new()
    {
        ["repoURL"] = unit.Delivery.Git!.Url,
        ["targetRevision"] = unit.Delivery.Git.Revision,
        ["path"] = unit.Delivery.PathOf(unit.Name),
        ["directory.recurse"] = true,
    };

    // Self-healing and pruning, but never to nothing: an empty render is a mistake, not a wish (argo-cd#6046). Server-side apply, because
    // large definitions do not fit a client-side one (argo-helm#3704). A missing CRD must not fail the dry run of what brings it.
    static ValueTree SyncPolicy => new()
    {
        ["automated.prune"] = true,
        ["automated.selfHeal"] = true,
        ["automated.allowEmpty"] = false,
        ["syncOptions"] = new[] { "ServerSideApply=true", "RespectIgnoreDifferences=true", "SkipDryRunOnMissingResource=true" },
        ["retry.limit"] = 10,
        ["retry.backoff.duration"] = "10s",
        ["retry.backoff.factor"] = 2,
        ["retry.backoff.maxDuration"] = "10m",
    };
}
