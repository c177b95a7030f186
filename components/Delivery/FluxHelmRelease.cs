using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Basecamp.Components.Delivery;

/// <summary>
/// A chart as Flux sees it: a repository and a release in it. Both stand in Flux' own namespace, so that nothing refers across namespaces and
/// the release may name Flux' service account: that keeps working when multi-tenancy is locked down.
/// </summary>
static class FluxHelmRelease
{
    const string ServiceAccount = "helm-controller";

    const string RetryInterval = "2m";

    public static void Register(DeliveryUnit unit, ChartInstall chart, Resource component)
    {
        var engine = unit.Delivery.EngineNamespace;
        var repository = $"{unit.Name}-{chart.Release}";
        _ = new CustomResource(
            $"{repository}-repository",
            new CustomObjectArgs("source.toolkit.fluxcd.io/v1", "HelmRepository", ObjectMeta.Of(repository, engine), Repository(chart)),
            new() { Parent = component });
        _ = new CustomResource(
            $"{repository}-release",
            new CustomObjectArgs(
                "helm.toolkit.fluxcd.io/v2", "HelmRelease", ObjectMeta.Of(chart.Release, engine), Release(chart, repository, unit.Delivery.Git!)),
            new() { Parent = component });
    }

    static ValueTree Repository(ChartInstall chart) => new()
    {
        ["url"] = chart.Chart.Repository,
        ["type"] = chart.Chart.IsOci ? "oci" : null,
        ["interval"] = "1h",
    };

    static ValueTree Release(ChartInstall chart, string repository, GitSource git) => new()
    {
        ["interval"] = "30m",
        // As long as Pulumi waits. Flux' own five minutes are over before a large image is there.
        ["timeout"] = DurationText.Format(ChartInstall.Timeout),
        ["releaseName"] = chart.Release,
        ["targetNamespace"] = chart.Namespace,
        // Where Helm keeps its own state: beside the release, as Pulumi and Argo CD have it.
        ["storageNamespace"] = chart.Namespace,
        ["serviceAccountName"] = ServiceAccount,
        ["chart.spec.chart"] = chart.Chart.Name,
        ["chart.spec.version"] = chart.Chart.Version,
        ["chart.spec.sourceRef.kind"] = "HelmRepository",
        ["chart.spec.sourceRef.name"] = repository,
        ["install.crds"] = chart.SkipCrds ? "Skip" : "CreateReplace",
        ["install.disableWait"] = chart.StartsByHand ? true : null,
        ["upgrade.disableWait"] = chart.StartsByHand ? true : null,
        // It tries again in place, for as long as it takes. The other strategy uninstalls what failed, gives up after some attempts, and then waits
        // for a person.
        ["install.strategy.name"] = "RetryOnFailure",
        ["install.strategy.retryInterval"] = RetryInterval,
        ["upgrade.crds"] = chart.SkipCrds ? "Skip" : "CreateReplace",
        ["upgrade.strategy.name"] = "RetryOnFailure",
        ["upgrade.strategy.retryInterval"] = RetryInterval,
        ["postRenderers"] = new[] { new ValueTree { ["kustomize.patches"] = new[] { Keep("v1", "PersistentVolumeClaim"), Keep("apiextensions.k8s.io/v1", "CustomResourceDefinition") } } },
        ["valuesFrom"] = git.ValuesPath is null
            ? null
            : new[] { new ValueTree { ["kind"] = "ConfigMap", ["name"] = $"values-{chart.Release}", ["optional"] = true } },
        ["values"] = chart.Values,
    };

    // What a chart renders as a claim outlives the release, and so does a definition, with which every object of its kind would go: Longhorn's
    // volumes. Claims of stateful sets are in no render, and so in no danger.
    static ValueTree Keep(string apiVersion, string kind) => new()
    {
        ["target.kind"] = kind,
        ["patch"] = $"""
            apiVersion: {apiVersion}
            kind: {kind}
            metadata:
              name: any
              annotations:
                helm.sh/resource-policy: keep
            """,
    };
}
