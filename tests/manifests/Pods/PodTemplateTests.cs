using Basecamp.Manifests.Pods;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Manifests.Tests.Pods;

/// <summary>Pods are found in every kind that starts some, and only there.</summary>
public class PodTemplateTests
{
    const string Template = "metadata: { labels: { app: a } }, spec: { containers: [{ name: main, image: a }] }";

    [Theory]
    [InlineData("v1", "Pod", "", "metadata: { labels: { app: a } }\nspec: { containers: [{ name: main, image: a }] }")]
    [InlineData("v1", "ReplicationController", "spec.template", $"spec: {{ template: {{ {Template} }} }}")]
    [InlineData("apps/v1", "Deployment", "spec.template", $"spec: {{ template: {{ {Template} }} }}")]
    [InlineData("apps/v1", "StatefulSet", "spec.template", $"spec: {{ template: {{ {Template} }} }}")]
    [InlineData("apps/v1", "DaemonSet", "spec.template", $"spec: {{ template: {{ {Template} }} }}")]
    [InlineData("apps/v1", "ReplicaSet", "spec.template", $"spec: {{ template: {{ {Template} }} }}")]
    [InlineData("batch/v1", "Job", "spec.template", $"spec: {{ template: {{ {Template} }} }}")]
    [InlineData("batch/v1", "CronJob", "spec.jobTemplate.spec.template", $"spec: {{ jobTemplate: {{ spec: {{ template: {{ {Template} }} }} }} }}")]
    [InlineData("argoproj.io/v1alpha1", "Rollout", "spec.template", $"spec: {{ template: {{ {Template} }} }}")]
    [InlineData("keda.sh/v1alpha1", "ScaledJob", "spec.jobTargetRef.template", $"spec: {{ jobTargetRef: {{ template: {{ {Template} }} }} }}")]
    [InlineData("ray.io/v1", "RayCluster", "spec.workerGroupSpecs[0].template", $"spec: {{ workerGroupSpecs: [{{ template: {{ {Template} }} }}] }}")]
    public void Every_kind_that_starts_pods_is_read(string apiVersion, string kind, string path, string rest)
    {
        var pods = Assert.Single(Read(apiVersion, kind, rest));

        Assert.Equal(path, pods.Path);
        Assert.Equal("a", pods.Labels["app"]);
        Assert.Equal("main", Assert.Single(pods.Containers)["name"]);
    }

    [Fact]
    public void An_object_may_hold_several_templates()
    {
        var pods = Read("ray.io/v1", "RayCluster", $"spec: {{ workers: [{{ template: {{ {Template} }} }}], head: {{ template: {{ {Template} }} }} }}");

        Assert.Equal(["spec.head.template", "spec.workers[0].template"], pods.Select(each => each.Path));
    }

    [Theory]
    [InlineData("v1", "ConfigMap", $"data: {{ template: {{ {Template} }} }}")]
    [InlineData("kyverno.io/v1", "ClusterPolicy", $"spec: {{ rules: [{{ validate: {{ pattern: {{ {Template} }} }} }}] }}")]
    [InlineData("argoproj.io/v1alpha1", "Application", $"spec: {{ source: {{ helm: {{ valuesObject: {{ {Template} }} }} }} }}")]
    [InlineData("helm.toolkit.fluxcd.io/v2", "HelmRelease", $"spec: {{ values: {{ {Template} }} }}")]
    [InlineData("postgresql.cnpg.io/v1", "Pooler", "spec: { template: { spec: { containers: [{ name: pgbouncer, resources: {} }] } } }")]
    [InlineData("monitoring.coreos.com/v1", "Prometheus", "spec: { containers: [{ name: prometheus, image: a }] }")]
    public void Patterns_values_and_patches_start_no_pods(string apiVersion, string kind, string rest) => Assert.Empty(Read(apiVersion, kind, rest));

    static IReadOnlyList<PodTemplate> Read(string apiVersion, string kind, string rest) =>
        PodTemplate.AllOf(Assert.Single(ManifestYaml.ReadMaps($"apiVersion: {apiVersion}\nkind: {kind}\n{rest}")));
}
