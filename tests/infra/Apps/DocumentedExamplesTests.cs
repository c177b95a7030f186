using System.Globalization;
using System.Text.RegularExpressions;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Components.Tests.Configuration;
using Basecamp.Components.Topology;
using Basecamp.Components.Topology.Validation;
using Basecamp.Infra.Apps;
using Basecamp.Infra.Homelab;
using Basecamp.Infra.Platform;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;
using Kubernetes = Pulumi.Kubernetes;

namespace Basecamp.Infra.Tests.Apps;

/// <summary>
/// What docs/apps shows is what the program accepts, on the platform of Pulumi.ha.yaml. Proves the settings and the objects they lead to, not
/// that a cluster runs them.
/// </summary>
public sealed partial class DocumentedExamplesTests
{
    const string Directory = "docs/apps";

    static readonly string StackFile = File.ReadAllText(RepositoryFiles.PathOf("Pulumi.ha.yaml"));

    static readonly PlatformSettings Platform = Read<PlatformSettings>(PlatformConfiguration.RootPath, StackFile);

    static readonly ClusterFacts Cluster = HomelabExports.FactsOf(Read<HomelabTopology>(HomelabConfiguration.DefaultRootPath, StackFile));

    static readonly PlatformFacts Facts = PlatformExports.FactsOf(Platform, Cluster, DeliveryEngine.Pulumi) with
    {
        Keda = true,
        Rollouts = true,
        // Of a cluster `postgres`, as docs/platform/postgres.md declares it.
        AllNamespaces = [.. PlatformNamespaces.For(Platform, Cluster, DeliveryEngine.Pulumi), "postgres-core"],
    };

    /// <summary>Page and number of every block that has settings of apps.</summary>
    public static TheoryData<string, int> Examples
    {
        get
        {
            var examples = new TheoryData<string, int>();
            foreach (var page in Pages())
                for (var index = 0; index < Blocks(page, "yaml").Count; index++)
                    examples.Add(page, index);
            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_valid(string page, int index) => Assert.Equal([], Problems(Blocks(page, "yaml")[index]));

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_leads_to_objects_that_exist_and_to_no_guardrail_finding(string page, int index)
    {
        var block = Blocks(page, "yaml")[index];
        var stack = await Run(Read<AppsSettings>(AppsConfiguration.RootPath, Config(block)), FactsFor(block));
        Assert.NotEmpty(KubernetesManifests.From(stack).Objects);
        Assert.Equal([], stack.Findings(AllGuardrails.All).Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("basecamp:apps: { services: { shop: { image: 'registry.example.com/shop:v1', port: 8080, host: shop } } }")]
    [InlineData("basecamp:apps: { services: { shop: { image: 'registry.example.com/shop:v1@sha256:…', prot: 8080, host: shop } } }")]
    public void A_wrong_example_would_be_found(string block) => Assert.NotEmpty(Problems(block));

    [Fact]
    public void Every_page_with_settings_is_looked_at() => Assert.Equal(
        ["docs/apps/environments.md", "docs/apps/triage.md", "docs/apps/web-app.md"],
        Pages().Where(page => Blocks(page, "yaml").Count > 0).Intersect(["docs/apps/environments.md", "docs/apps/triage.md", "docs/apps/web-app.md"]));

    [Fact]
    public void What_the_pages_show_of_the_platform_can_be_read()
    {
        var blocks = Pages().SelectMany(page => CodeBlocks(page, "yaml")).Where(block => block.Contains(PlatformConfiguration.RootPath + ":", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, blocks.Count);
        Assert.All(blocks, block =>
        {
            var json = StackYaml.ToJson(Config(block), PlatformConfiguration.RootPath);
            Assert.True(PlatformConfiguration.TryParse(json, out _, out var problems), string.Join('\n', problems));
        });
    }

    [Fact]
    public void What_the_on_call_document_must_have_is_in_the_one_to_start_from()
    {
        var shipped = File.ReadAllLines(RepositoryFiles.PathOf("on-call/ha.yaml")).Select(line => line.Split(" #")[0]).ToList();
        var shown = CodeBlocks("docs/apps/triage.md", "yaml").Single(block => block.StartsWith("heartbeats:", StringComparison.Ordinal));
        Assert.Equal([], Normalized(shown).Split('\n').Except(shipped.Select(line => line.Trim())));
    }

    [Fact]
    public void The_example_in_csharp_is_what_is_compiled_here()
    {
        var compiled = Normalized(File.ReadAllText(RepositoryFiles.PathOf("tests/infra/Apps/DocumentedWebApp.cs")));
        Assert.Contains(Normalized(Assert.Single(CodeBlocks("docs/apps/web-app.md", "csharp"))), compiled, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_lines_and_the_same_in_csharp_are_these_objects()
    {
        var fromFile = KubernetesManifests.From(await Run(Read<AppsSettings>(AppsConfiguration.RootPath, Config(Blocks("docs/apps/web-app.md", "yaml")[0]))));
        Assert.Equal(
            [
                "ConfigMap shop/shop-dashboard",
                "Deployment shop/shop",
                "Ingress shop/shop-http",
                "LimitRange shop/defaults",
                "Namespace shop",
                "NetworkPolicy shop/allow-dns",
                "NetworkPolicy shop/allow-monitoring",
                "NetworkPolicy shop/default-deny",
                "NetworkPolicy shop/shop-http-from-ingress",
                "NetworkPolicy traefik-system/shop-http-from-ingress",
                "PodDisruptionBudget shop/shop",
                "PrometheusRule shop/shop-alerts",
                "ResourceQuota shop/quota",
                "Service shop/shop",
                "ServiceAccount shop/shop",
                "ServiceMonitor shop/shop",
            ],
            Names(fromFile));

        var image = Config(Blocks("docs/apps/web-app.md", "yaml")[0]).Split("image: ")[1].Split('\n')[0];
        var stack = await RecordedStack.RunAsync(() => _ = DocumentedWebApp.Declare(Services().ContextFor(null!, "test", "apps"), image), Options);
        Assert.Equal(
            fromFile.Objects.Select(each => each.ToYaml()).Order(StringComparer.Ordinal),
            KubernetesManifests.From(stack).Objects.Select(each => each.ToYaml()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_new_version_comes_out_as_the_page_says()
    {
        var stack = await Run(Read<AppsSettings>(AppsConfiguration.RootPath, Config(Blocks("docs/apps/web-app.md", "yaml")[0])));
        var deployment = stack.Single("kubernetes:apps/v1:Deployment", "shop");
        Assert.Equal((1, 0), (Number(deployment, "spec.strategy.rollingUpdate.maxSurge"), Number(deployment, "spec.strategy.rollingUpdate.maxUnavailable")));
        Assert.Equal(
            (5, 45),
            (Number(deployment, "spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds"), Number(deployment, "spec.template.spec.terminationGracePeriodSeconds")));
        Assert.Equal(2, Number(deployment, "spec.replicas"));
    }

    static IEnumerable<string> Names(KubernetesManifests manifests) =>
        manifests.Objects.Select(each => each.ToString()).Order(StringComparer.Ordinal);

    static int Number(RecordedResource resource, string path) => Convert.ToInt32(resource.Input(path), CultureInfo.InvariantCulture);

    static IReadOnlyList<Problem> Problems(string block)
    {
        var json = StackYaml.ToJson(Config(block), AppsConfiguration.RootPath);
        return AppsConfiguration.TryParse(json, out var settings, out var problems) ? AppsValidation.Validate(settings, FactsFor(block), AppsConfiguration.RootPath) : problems;
    }

    // Git of a tenant is for a cluster that reads git.
    static PlatformFacts FactsFor(string block) => block.Contains(" git:", StringComparison.Ordinal)
        ? Facts with { Delivery = DeliveryEngine.Argocd, Git = new() { Url = "https://git.example.com/home/cluster.git" } }
        : Facts;

    static Task<RecordedStack> Run(AppsSettings settings, PlatformFacts? facts = null) =>
        RecordedStack.RunAsync(() => _ = new AppsTier("apps", new() { Services = Services(facts ?? Facts), Settings = settings, Stack = "test" }), Options);

    static PlatformServices Services(PlatformFacts? facts = null) => new()
    {
        Facts = facts ?? Facts,
        Cluster = Cluster,
        Provider = new Kubernetes.Provider("cluster"),
        Backups = new()
        {
            Host = "nas.example.com:9000",
            BucketPrefix = "basecamp-",
            AccessKey = Pulumi.Output.CreateSecret("the-access-key"),
            SecretKey = Pulumi.Output.CreateSecret("the-secret-key"),
            Peer = new Components.Network.Peer.Networks(["192.168.70.5/32"]),
        },
        TriageToken = Pulumi.Output.CreateSecret("the-token-of-alertmanager"),
    };

    static RecordingOptions Options => new() { ProjectName = "basecamp", StackName = "test" };

    static T Read<T>(string root, string stackFile)
        where T : class
    {
        var json = StackYaml.ToJson(stackFile, root);
        return SettingsReader.TryRead<T>(json, root, out var settings, out var problems) ? settings : throw new InvalidOperationException(string.Join('\n', problems));
    }

    // Pages write `…` for what is different for everybody: a digest, an encrypted secret.
    static string Config(string block)
    {
        var text = block.Replace("sha256:…", $"sha256:{new string('0', 64)}", StringComparison.Ordinal);
        return text.StartsWith("config:", StringComparison.Ordinal) ? text : "config:\n" + string.Join('\n', text.Split('\n').Select(line => $"  {line}"));
    }

    static IEnumerable<string> Pages() => System.IO.Directory.EnumerateFiles(RepositoryFiles.PathOf(Directory), "*.md")
        .Select(page => $"{Directory}/{Path.GetFileName(page)}").Order(StringComparer.Ordinal);

    static IReadOnlyList<string> Blocks(string page, string language) =>
        [.. CodeBlocks(page, language).Where(block => block.Contains(AppsConfiguration.RootPath + ":", StringComparison.Ordinal))];

    static IEnumerable<string> CodeBlocks(string page, string language) => Fence().Matches(File.ReadAllText(RepositoryFiles.PathOf(page)))
        .Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["text"].Value);

    static string Normalized(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
