using System.Collections.Immutable;
using System.Text.Json;
using Basecamp.Components.Delivery;
using Basecamp.Manifests.Contracts;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;
using YamlDotNet.Serialization;
using CatalogCharts = Basecamp.Components.Catalog.Charts;

namespace Basecamp.Platform.Tests.Delivery;

/// <summary>docs/platform/helm-patterns.md: what basecamp does for each pattern, and that its examples are of this catalog and hold no secret.</summary>
public sealed class HelmPatternTests
{
    const string Examples = "docs/platform/examples";

    static readonly GitSource WithValues = PlatformRun.Git with { ValuesPath = "values" };

    [Fact]
    public async Task Argo_cd_reads_values_of_people_from_the_repository_and_ours_win()
    {
        var sources = Sources(await Run(DeliveryEngine.Argocd, WithValues));
        var helm = (ImmutableDictionary<string, object>)sources[0]["helm"];
        Assert.Equal("$values/values/keda.yaml", Assert.Single((ImmutableArray<object>)helm["valueFiles"]));
        Assert.Equal(true, helm["ignoreMissingValueFiles"]);
        // Argo CD lays valuesObject over valueFiles.
        Assert.True(helm.ContainsKey("valuesObject"));
        Assert.Equal("values", sources.Single(source => source.ContainsKey("ref"))["ref"]);
    }

    [Fact]
    public async Task Flux_reads_them_from_a_config_map_that_need_not_be_there()
    {
        var release = Release(await Run(DeliveryEngine.Flux, WithValues));
        Assert.Equal(("ConfigMap", "values-keda", true), (release.Input("spec.valuesFrom[0].kind"), release.Input("spec.valuesFrom[0].name"), release.Input("spec.valuesFrom[0].optional")));
    }

    [Fact]
    public async Task Without_a_directory_of_values_nothing_is_read()
    {
        Assert.DoesNotContain(Sources(await Run(DeliveryEngine.Argocd, PlatformRun.Git)), source => source.ContainsKey("ref"));
        Assert.Null(Release(await Run(DeliveryEngine.Flux, PlatformRun.Git)).Input("spec.valuesFrom"));
    }

    [Fact]
    public async Task Under_flux_volumes_and_definitions_that_a_chart_renders_outlive_it()
    {
        var release = Release(await Run(DeliveryEngine.Flux, PlatformRun.Git));
        foreach (var (index, kind) in new[] { "PersistentVolumeClaim", "CustomResourceDefinition" }.Index())
        {
            var patch = $"spec.postRenderers[0].kustomize.patches[{index}]";
            Assert.Equal(kind, release.Input($"{patch}.target.kind"));
            Assert.Contains($"kind: {kind}\n", (string)release.Input($"{patch}.patch")!, StringComparison.Ordinal);
            Assert.Contains("helm.sh/resource-policy: keep", (string)release.Input($"{patch}.patch")!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_umbrella_chart_is_of_the_catalog_and_its_values_exist()
    {
        var dependency = Read("umbrella/Chart.yaml").GetProperty("dependencies")[0];
        Assert.Equal(
            (CatalogCharts.Tempo.Name, CatalogCharts.Tempo.Version, CatalogCharts.Tempo.Repository),
            (dependency.GetProperty("name").GetString(), dependency.GetProperty("version").GetString(), dependency.GetProperty("repository").GetString()));
        var values = (ImmutableDictionary<string, object>)Value(Read("umbrella/values.yaml").GetProperty("tempo"))!;
        Assert.Empty(ChartContracts.Load(RepositoryFiles.PathOf("tests/contracts/charts")).Find("tempo")!.Check(values));
    }

    [Fact]
    public void The_umbrella_chart_names_a_secret_that_a_vault_brings_and_holds_no_text_of_it()
    {
        var trace = Read("umbrella/values.yaml").GetProperty("tempo").GetProperty("tempo");
        var s3 = trace.GetProperty("storage").GetProperty("trace").GetProperty("s3");
        Assert.Equal(("${AWS_ACCESS_KEY_ID}", "${AWS_SECRET_ACCESS_KEY}"), (s3.GetProperty("access_key").GetString(), s3.GetProperty("secret_key").GetString()));
        var secret = Read("umbrella/templates/external-secret.yaml");
        Assert.Equal(
            trace.GetProperty("extraEnvFrom")[0].GetProperty("secretRef").GetProperty("name").GetString(),
            secret.GetProperty("spec").GetProperty("target").GetProperty("name").GetString());
        Assert.Empty(Kinds.Check("external-secrets.io/v1", "ExternalSecret", (ImmutableDictionary<string, object>)Value(secret)!));
    }

    [Fact]
    public void The_kustomization_guards_as_we_do_everywhere()
    {
        var kustomization = Read("post-render/kustomization.yaml");
        Assert.Equal(CatalogCharts.Tempo.Version, kustomization.GetProperty("helmCharts")[0].GetProperty("version").GetString());
        var annotations = Parse(kustomization.GetProperty("patches")[0].GetProperty("patch").GetString()!).GetProperty("metadata").GetProperty("annotations");
        Assert.Equal(
            Guards.Annotations.OrderBy(each => each.Key, StringComparer.Ordinal),
            annotations.EnumerateObject().Select(each => KeyValuePair.Create(each.Name, each.Value.GetString()!)).OrderBy(each => each.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void The_example_of_scaling_has_only_fields_that_exist()
    {
        var page = File.ReadAllText(RepositoryFiles.PathOf("docs/platform/keda.md"));
        var example = page.Split("```yaml\n")[1].Split("```")[0];
        Assert.Empty(Kinds.Check("keda.sh/v1alpha1", "ScaledObject", (ImmutableDictionary<string, object>)Value(Parse(example))!));
        Assert.Contains(Components.Monitoring.MonitoringStack.PrometheusUrl, example, StringComparison.Ordinal);
    }

    static ObjectContracts Kinds { get; } = ObjectContracts.Load(RepositoryFiles.PathOf("tests/contracts/crds"));

    static IReadOnlyList<ImmutableDictionary<string, object>> Sources(RecordedStack stack) =>
        [.. ((ImmutableArray<object>)KubernetesManifests.From(stack).Objects.Single(each => each.Kind == "Application").Resource.Input("spec.sources")!).Cast<ImmutableDictionary<string, object>>()];

    static RecordedResource Release(RecordedStack stack) => KubernetesManifests.From(stack).Objects.Single(each => each.Kind == "HelmRelease").Resource;

    static Task<RecordedStack> Run(DeliveryEngine engine, GitSource git) => PlatformRun.Of(
        platform => _ = new Components.Keda.Keda("keda", new()
        {
            Platform = platform with { Delivery = PlatformDelivery.Of(null, engine, new Pulumi.Kubernetes.Provider("other"), "test", "other", git) },
        }),
        engine);

    static JsonElement Read(string path) => Parse(File.ReadAllText(RepositoryFiles.PathOf($"{Examples}/{path}")));

    static JsonElement Parse(string yaml) => JsonSerializer.SerializeToElement(
        new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<Dictionary<string, object>>(yaml));

    // As a recording holds it: numbers as double.
    static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToImmutableDictionary(each => each.Name, each => Value(each.Value)!),
        JsonValueKind.Array => element.EnumerateArray().Select(each => Value(each)!).ToImmutableArray(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => element.GetString(),
    };
}
