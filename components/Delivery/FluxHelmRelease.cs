using Basecamp.Components.Charts;
using Pulumi;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Basecamp.Components.Delivery;

/// <summary>A chart as Flux sees it: a repository and a release in it.</summary>
static class FluxHelmRelease
{
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
                "helm.toolkit.fluxcd.io/v2", "HelmRelease", ObjectMeta.Of(chart.Release, chart.Namespace), Release(chart, repository, engine)),
            new() { Parent = component });
    }

    static ValueTree Repository(ChartInstall chart) => new()
    {
        ["url"] = chart.Chart.Repository,
        ["type"] = chart.Chart.IsOci ? "oci" : null,
        ["interval"] = "1h",
    };

    static ValueTree Release(ChartInstall chart, string repository, string engine) => new()
    {
        ["interval"] = "30m",
        ["releaseName"] = chart.Release,
        ["chart.spec.chart"] = chart.Chart.Name,
        ["chart.spec.version"] = chart.Chart.Version,
        ["chart.spec.sourceRef.kind"] = "HelmRepository",
        ["chart.spec.sourceRef.name"] = repository,
        ["chart.spec.sourceRef.namespace"] = engine,
        ["install.crds"] = chart.SkipCrds ? "Skip" : "CreateReplace",
        ["install.remediation.retries"] = 3,
        ["upgrade.crds"] = chart.SkipCrds ? "Skip" : "CreateReplace",
        ["upgrade.remediation.retries"] = 2,
        ["upgrade.remediation.remediateLastFailure"] = true,
        ["values"] = chart.Values,
    };
}
