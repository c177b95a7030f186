using Basecamp.Components.Values;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Basecamp.Components.Delivery;

/// <summary>A unit as Argo CD sees it: an Application with the unit's charts and its directory as sources.</summary>
static class ArgoApplication
{
    const string ValuesReference = "values";

    public const string ApiVersion = "argoproj.io/v1alpha1";

    /// <summary>The cluster that Argo CD runs in.</summary>
    public const string InCluster = "https://kubernetes.default.svc";

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
        ["sources"] = unit.Charts.Select(chart => ChartSource(chart, unit.Delivery.Git!)).Append(DirectorySource(unit)).Concat(ValuesSource(unit.Delivery.Git!, unit.Charts.Count)),
        ["destination.server"] = InCluster,
        ["destination.namespace"] = unit.Charts.Count > 0 ? unit.Charts[0].Namespace : null,
        ["syncPolicy"] = SyncPolicy,
    };

    /// <summary>A chart with its values; and, below them, those that people keep in a file of the repository.</summary>
    public static ValueTree ChartSource(ChartInstall chart, GitSource git) => new()
    {
        // Argo CD takes an OCI registry without its scheme.
        ["repoURL"] = chart.Chart.IsOci ? chart.Chart.Repository["oci://".Length..] : chart.Chart.Repository,
        ["chart"] = chart.Chart.Name,
        ["targetRevision"] = chart.Chart.Version,
        ["helm.releaseName"] = chart.Release,
        ["helm.namespace"] = chart.Namespace,
        ["helm.skipCrds"] = chart.SkipCrds ? true : null,
        ["helm.valuesObject"] = chart.Values,
        ["helm.valueFiles"] = git.ValuesPath is { } values ? new[] { $"${ValuesReference}/{values}/{chart.Release}.yaml" } : null,
        ["helm.ignoreMissingValueFiles"] = git.ValuesPath is null ? null : true,
    };

    /// <summary>What <see cref="ChartSource"/> finds files of values with; none when there are none.</summary>
    public static IEnumerable<ValueTree> ValuesSource(GitSource git, int charts)
    {
        if (git.ValuesPath is not null && charts > 0)
            yield return new() { ["repoURL"] = git.Url, ["targetRevision"] = git.Revision, ["ref"] = ValuesReference };
    }

    static ValueTree DirectorySource(DeliveryUnit unit) => new()
    {
        ["repoURL"] = unit.Delivery.Git!.Url,
        ["targetRevision"] = unit.Delivery.Git.Revision,
        ["path"] = unit.Delivery.PathOf(unit.Name),
        ["directory.recurse"] = true,
    };

    // Self-healing and pruning, but never to nothing: an empty render is a mistake, not a wish (argo-cd#6046). Server-side apply, because
    // large definitions do not fit a client-side one (argo-helm#3704). A missing CRD must not fail the dry run of what brings it.
    public static ValueTree SyncPolicy => new()
    {
        ["automated.prune"] = true,
        ["automated.selfHeal"] = true,
        ["automated.allowEmpty"] = false,
        ["syncOptions"] = new[] { "ServerSideApply=true", "RespectIgnoreDifferences=true", "SkipDryRunOnMissingResource=true" },
        // For ever, as Flux does: ten attempts are over within an hour and a half, and then it waits for a commit.
        ["retry.limit"] = -1,
        ["retry.backoff.duration"] = "10s",
        ["retry.backoff.factor"] = 2,
        ["retry.backoff.maxDuration"] = "10m",
    };
}
