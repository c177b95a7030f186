using System.Text.Json;
using Basecamp.Cli.Images;
using Basecamp.Cli.Tests.Charts;
using Basecamp.Manifests.Yaml;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Basecamp.Cli.Tests.Images;

/// <summary>Every image of a stack with who brings it, and what could not be looked into.</summary>
public sealed class ImagesTests : IAsyncLifetime, IDisposable
{
    const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    const string Rendered = $$"""
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          template:
            spec:
              initContainers: [{name: init, image: busybox}]
              containers:
              - name: operator
                image: quay.io/web/operator:v1.2.3@{{Digest}}
                args: [--reloader=quay.io/web/reloader:v0.9, --listen=web.team/path:8080, --engine-image, web/engine:v1, --url=http://web.team/x:v1]
                env: [{name: AGENT_IMAGE, value: 'registry.example:5000/web/agent:2.0'}, {name: OTHER, value: web/x}]
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: Prometheus
        metadata: {name: web}
        spec: {image: 'quay.io/prometheus/prometheus:v3'}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: migrate, annotations: {helm.sh/hook: pre-upgrade} }
        spec: {template: {spec: {containers: [{name: a, image: busybox}] } } }
        """;

    readonly ChartRoom room = new();
    FakeHelm helm = null!;

    public async Task InitializeAsync()
    {
        helm = await FakeHelm.StartAsync();
        helm.Output = Rendered;
        room.Cli.Variables["BASECAMP_HELM"] = helm.Program;
        room.Cli.Files = new Dictionary<string, string>
        {
            ["cp1/var/lib/rancher/k3s/server/manifests/vip.yaml"] =
                "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: vip}\nspec: {template: {spec: {containers: [{name: vip, image: 'ghcr.io/vip/vip:v1'}]}}}\n",
            ["cp1/etc/rancher/k3s/config.yaml"] = "image: none:1\n",
        };
        var install = room.Cli.Program;
        room.Cli.Program = () =>
        {
            _ = new Pod("app", new()
            {
                Metadata = new Pulumi.Kubernetes.Types.Inputs.Meta.V1.ObjectMetaArgs { Name = "app", Namespace = "shop" },
                Spec = new PodSpecArgs { Containers = new ContainerArgs { Name = "app", Image = $"ghcr.io/home/app:1@{Digest}" } },
            });
            return install();
        };
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        room.Dispose();
        helm.Dispose();
    }

    Task<CliResult> Images(params string[] options) => room.Cli.Run(["images", "--stack", "lab", .. options]);

    [Fact]
    public async Task Every_image_is_listed_once_with_its_registry_and_who_brings_it()
    {
        var result = await Images();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            $"""
            docker.io/library/busybox
              web 1.0.0 as team/web
            docker.io/web/engine:v1
              web 1.0.0 as team/web
            ghcr.io/home/app:1@{Digest}
              Pod shop/app
            ghcr.io/vip/vip:v1
              vip.yaml on servers
            quay.io/prometheus/prometheus:v3
              web 1.0.0 as team/web
            quay.io/web/operator:v1.2.3@{Digest}
              web 1.0.0 as team/web
            quay.io/web/reloader:v0.9
              web 1.0.0 as team/web
            registry.example:5000/web/agent:2.0
              web 1.0.0 as team/web
            images of lab: 8 images, 6 without digest

            """, result.Output);
    }

    [Fact]
    public async Task Those_without_digest_are_a_finding_and_none_is_fine()
    {
        var some = await Images("--missing-digests");
        helm.Output = "";
        room.Cli.Files = new Dictionary<string, string>();
        room.Cli.Variables["XDG_CACHE_HOME"] = room.Cli.Path("another");
        var none = await Images("--missing-digests");

        Assert.Equal((1, "images of lab: 6 of 8 images without digest"), (some.ExitCode, some.LastLine));
        Assert.DoesNotContain("@sha256", some.Output, StringComparison.Ordinal);
        Assert.Equal((0, "images of lab: 0 of 1 image without digest\n"), (none.ExitCode, none.Output));
    }

    [Fact]
    public async Task Machines_read_JSON()
    {
        using var json = JsonDocument.Parse((await Images("--output", "json", "--missing-digests")).Output);
        var root = json.RootElement;

        Assert.Equal(
            (1, "lab", true, 1, 6, 0),
            (root.GetProperty("schemaVersion").GetInt32(), root.GetProperty("stack").GetString(), root.GetProperty("complete").GetBoolean(),
                root.GetProperty("exitCode").GetInt32(), root.GetProperty("images").GetArrayLength(), root.GetProperty("notLookedInto").GetArrayLength()));
        Assert.Equal(
            """{"image":"docker.io/web/engine:v1","repository":"docker.io/web/engine","tag":"v1","digest":null,"broughtBy":["web 1.0.0 as team/web"]}""",
            JsonSerializer.Serialize(root.GetProperty("images")[1]));
    }

    [Theory]
    [InlineData("images.txt")]
    [InlineData("-")]
    public async Task K3s_gets_its_list_an_image_a_line(string target)
    {
        var result = await Images("--airgap", target);

        var list = target == "-" ? result.Output : await File.ReadAllTextAsync(room.Cli.Path(target));
        Assert.Equal(
            $"""
            docker.io/library/busybox
            docker.io/web/engine:v1
            ghcr.io/home/app:1@{Digest}
            ghcr.io/vip/vip:v1
            quay.io/prometheus/prometheus:v3
            quay.io/web/operator:v1.2.3@{Digest}
            quay.io/web/reloader:v0.9
            registry.example:5000/web/agent:2.0

            """, list);
        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("K3s' own are in k3s-images.txt of its release\n", target == "-" ? result.Error : result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("helm", "helm is not on the PATH.")]
    [InlineData("chart", "vendor/charts/web-1.0.0.tgz is missing. Bring them with: ./basecamp vendor --stack lab")]
    [InlineData("broken", "web 1.0.0 as team/web cannot be rendered: no")]
    public async Task What_could_not_be_looked_into_is_said_and_a_list_that_lacks_images_is_not_written(string fault, string reason)
    {
        if (fault == "helm")
            room.Cli.Variables.Remove("BASECAMP_HELM");
        else if (fault == "chart")
            File.Delete(room.Cli.Path("vendor/charts/web-1.0.0.tgz"));
        else
            helm.Error = "no";

        var (listed, missing, airgap) = (await Images(), await Images("--missing-digests"), await Images("--airgap", "images.txt"));

        Assert.Equal((0, 1, 1), (listed.ExitCode, missing.ExitCode, airgap.ExitCode));
        Assert.Contains($"not looked into: charts (web 1.0.0 as team/web): {reason}", listed.Output, StringComparison.Ordinal);
        Assert.Contains("not looked into: ", missing.Output, StringComparison.Ordinal);
        Assert.Contains($"ghcr.io/home/app:1@{Digest}\n", listed.Output, StringComparison.Ordinal);
        Assert.EndsWith("images of lab: nothing was written, because images would be missing\n", airgap.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(room.Cli.Path("images.txt")));
    }

    [Theory]
    [InlineData("--airgap", "a", "--missing-digests")]
    [InlineData("--airgap", "a", "--output", "json")]
    public async Task A_list_for_K3s_is_of_all_images(params string[] options)
    {
        var result = await Images(options);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("'--airgap' goes with neither", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{apiVersion: kyverno.io/v1, kind: ClusterPolicy, spec: {rules: [{image: '*'}]}}")]
    [InlineData("{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: {image: x}}")]
    [InlineData("{apiVersion: v1, kind: ConfigMap, data: {image: 'a/b:1'}}")]
    public void What_only_speaks_of_images_brings_none(string yaml) => Assert.Empty(ImageTexts.Of(ManifestYaml.ReadMaps(yaml).Single()));

    [Fact]
    public void A_database_names_its_image() => Assert.Equal(
        ["ghcr.io/cloudnative-pg/postgresql:18"],
        ImageTexts.Of(ManifestYaml.ReadMaps("{apiVersion: postgresql.cnpg.io/v1, kind: Cluster, spec: {imageName: 'ghcr.io/cloudnative-pg/postgresql:18'}}").Single()));
}
