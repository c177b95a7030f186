using System.Diagnostics;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Yaml;
using Basecamp.Tests;
using CatalogCharts = Basecamp.Components.Catalog.Charts;

namespace Basecamp.Cli.Tests.Charts;

/// <summary>The kustomizations in the docs are built by kubectl itself. The chart in them is a small one of that name: what it publishes is not at hand.</summary>
[Trait("Needs", "helm")]
public sealed class KustomizeExampleTests : IDisposable
{
    const string Examples = "docs/platform/examples";

    const string Template = """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {resources: {requests: {storage: {{ .Values.persistence.size }}}}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: tempo}
        """;

    readonly string directory = Directory.CreateTempSubdirectory("basecamp-kustomize-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Every_kustomization_of_the_docs_is_built_here() => Assert.Equal(
        ["post-render"],
        Directory.EnumerateFiles(RepositoryFiles.PathOf("docs"), "kustomization.yaml", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file))!));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_guard_reaches_the_claims_of_an_inflated_chart_and_nothing_else(int kubectl)
    {
        var tempo = CatalogCharts.Tempo;
        File.Copy(RepositoryFiles.PathOf($"{Examples}/post-render/kustomization.yaml"), Path.Combine(directory, "kustomization.yaml"));
        Write($"charts/tempo-{tempo.Version}/tempo/Chart.yaml", $"apiVersion: v2\nname: tempo\nversion: {tempo.Version}\n");
        Write($"charts/tempo-{tempo.Version}/tempo/values.yaml", "persistence: {enabled: false, size: 1Gi}\n");
        Write($"charts/tempo-{tempo.Version}/tempo/templates/all.yaml", Template);

        // Kustomize 5.7 asks Helm for its version in a way that Helm 4 does not know.
        var (code, output, error) = await RealProcess.RunAsync(new ProcessStartInfo(
            InstalledHelm.Kubectl(kubectl), ["kustomize", "--enable-helm", "--helm-command", InstalledHelm.Helm(3), directory])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });

        Assert.Equal((0, ""), (code, error));
        var objects = ManifestYaml.ReadMaps(output).ToDictionary(body => body.Text("kind")!);
        Assert.Equal(["PersistentVolumeClaim", "Service"], objects.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["argocd.argoproj.io/sync-options Prune=confirm,Delete=confirm", "helm.sh/resource-policy keep", "kustomize.toolkit.fluxcd.io/prune disabled"],
            objects["PersistentVolumeClaim"].Map("metadata", "annotations").Select(each => $"{each.Key} {each.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(("10Gi", "traces"), (objects["PersistentVolumeClaim"].Text("spec", "resources", "requests", "storage"), objects["PersistentVolumeClaim"].Text("metadata", "namespace")));
        Assert.Empty(objects["Service"].Map("metadata", "annotations"));
    }

    void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(directory, relative))!);
        File.WriteAllText(Path.Combine(directory, relative), text);
    }
}
