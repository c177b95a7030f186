using Basecamp.Cli.Offline;
using Basecamp.Cli.Render;
using Basecamp.Cli.StackFiles;
using Basecamp.Components.Crds;
using Basecamp.Tests;

namespace Basecamp.Cli.Tests.Render;

/// <summary>What `render` writes for Argo CD and Flux is what they can read. Proves files, not that an engine applies them.</summary>
public sealed class GitOpsRenderTests
{
    static readonly Dictionary<string, Lazy<Task<IReadOnlyDictionary<string, string>>>> Rendered =
        new[] { "pulumi", "argocd", "flux" }.ToDictionary(engine => engine, engine => new Lazy<Task<IReadOnlyDictionary<string, string>>>(() => RenderEverything(engine)));

    // Everything switched on needs every bundle; what `ha` has is asked for itself.
    static readonly string[] AllBundles =
    [
        "argo-cd", "argo-rollouts", "cert-manager", "cilium", "cloudnative-pg", "external-secrets", "external-snapshotter", "gateway-api", "keda", "kyverno", "metallb",
        "plugin-barman-cloud", "prometheus-operator", "sealed-secrets", "system-upgrade-controller", "traefik-helm-chart", "velero",
    ];

    [Theory]
    [InlineData("argocd")]
    [InlineData("flux")]
    public async Task The_stack_ha_is_complete_from_its_roots_to_every_file(string engine)
    {
        var file = StackFileReader.Read(RealProcess.RepositoryRoot, "ha", null);
        var run = await OfflineRun.StartAsync(
            file with { Config = new Dictionary<string, string>(file.Config) { ["basecamp:delivery"] = engine } }, StackProgram.Basecamp, null, CancellationToken.None);
        var files = new GitOpsFiles(RenderedTree.Of(run, new Dictionary<string, string>()).Files, BundlesOf(run));
        Assert.Equal("", string.Join('\n', files.Findings()));
        Assert.Superset(new HashSet<string>(["triage", "triage-db", "shop"]), files.Wrappers.Select(name => name.StartsWith("apps-", StringComparison.Ordinal) ? name["apps-".Length..] : name).ToHashSet());
    }

    [Theory]
    [InlineData("argocd")]
    [InlineData("flux")]
    public async Task What_no_root_leads_to_would_be_found(string engine)
    {
        var files = new Dictionary<string, string>(await Rendered[engine].Value);
        files["gitops/everything/platform/forgotten/configmap.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: loki-system }\n";
        Assert.Equal("gitops/everything/platform/forgotten/configmap.yaml is read by nobody", Assert.Single(new GitOpsFiles(files, AllBundles).Findings()));
    }

    [Theory]
    [InlineData("argocd")]
    [InlineData("flux")]
    public async Task A_namespace_and_a_definition_that_nobody_brings_would_be_found(string engine)
    {
        var files = new Dictionary<string, string>(await Rendered[engine].Value);
        files["gitops/everything/platform/loki/stray.yaml"] = "apiVersion: example.org/v1\nkind: Stray\nmetadata: { name: x, namespace: nowhere }\n";
        Assert.Equal(
            [
                "gitops/everything/platform/loki/stray.yaml is in the namespace nowhere, which nobody creates",
                "gitops/everything/platform/loki/stray.yaml is a Stray of example.org, which nobody defines",
            ],
            new GitOpsFiles(files, AllBundles).Findings());
        Assert.NotEmpty(new GitOpsFiles(await Rendered[engine].Value, AllBundles.Except(["prometheus-operator"])).Findings());
    }

    [Theory]
    [InlineData("argocd")]
    [InlineData("flux")]
    public async Task Everything_an_engine_reads_is_there_in_an_order_that_works_owned_once_and_without_secrets(string engine)
    {
        var files = new GitOpsFiles(await Rendered[engine].Value, AllBundles);
        Assert.Equal("", string.Join('\n', files.Findings()));
        Assert.Contains(files.Wrappers, name => name.EndsWith("monitoring", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("argocd", "gitops/everything/platform/applications/application-argocd-system-loki.yaml")]
    [InlineData("argocd", "gitops/everything/bootstrap/applications/application-argocd-system-platform.yaml")]
    [InlineData("flux", "gitops/everything/platform/kustomizations/kustomization-flux-system-platform-loki.yaml")]
    [InlineData("flux", "gitops/everything/platform/loki/helmrelease-flux-system-loki.yaml")]
    [InlineData("flux", "gitops/everything/platform/loki/prometheusrule-loki-system-loki-alerts.yaml")]
    public async Task Files_are_where_the_repository_expects_them(string engine, string path) => Assert.Contains(path, (await Rendered[engine].Value).Keys);

    [Theory]
    [InlineData("argocd", "kubernetes/platform/_cluster/namespace-loki-system.yaml")]
    [InlineData("flux", "kubernetes/platform/flux-system/kustomization-platform.yaml")]
    public async Task What_pulumi_keeps_is_not_in_the_repository(string engine, string path) => Assert.Contains(path, (await Rendered[engine].Value).Keys);

    [Fact]
    public async Task Pulumi_alone_writes_nothing_for_a_repository() =>
        Assert.DoesNotContain((await Rendered["pulumi"].Value).Keys, path => path.StartsWith("gitops/", StringComparison.Ordinal));

    [Fact]
    public async Task A_directory_that_is_gone_would_be_found()
    {
        var files = (await Rendered["argocd"].Value).Where(file => !file.Key.StartsWith("gitops/everything/platform/loki/", StringComparison.Ordinal)).ToDictionary();
        Assert.Contains("reads gitops/everything/platform/loki, where nothing is", Assert.Single(new GitOpsFiles(files, AllBundles).Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_for_what_is_gone_would_be_found()
    {
        var files = new Dictionary<string, string>(await Rendered["flux"].Value);
        files.Remove("gitops/everything/platform/kustomizations/kustomization-flux-system-platform-loki.yaml");
        // Neither can what waits for it start, nor is its directory read.
        var findings = new GitOpsFiles(files, AllBundles).Findings().ToList();
        Assert.Contains(findings, finding => finding.EndsWith("waits for platform-loki, which nobody applies", StringComparison.Ordinal));
        Assert.Contains("gitops/everything/platform/loki/helmrelease-flux-system-loki.yaml is read by nobody", findings);
    }

    [Fact]
    public async Task A_second_owner_and_a_secret_would_be_found()
    {
        var files = new Dictionary<string, string>(await Rendered["flux"].Value);
        files["gitops/everything/platform/keda/copy.yaml"] = files["gitops/everything/platform/loki/prometheusrule-loki-system-loki-alerts.yaml"];
        files["gitops/everything/platform/keda/secret.yaml"] = "apiVersion: v1\nkind: Secret\nmetadata: { name: x, namespace: loki-system }\n";
        Assert.Equal(2, new GitOpsFiles(files, AllBundles).Findings().Count());
    }

    [Theory]
    [InlineData("argocd")]
    [InlineData("flux")]
    public async Task An_object_before_its_controller_would_be_found(string engine)
    {
        var files = new Dictionary<string, string>(await Rendered[engine].Value);
        // Loki does not wait for KEDA.
        files["gitops/everything/platform/loki/early.yaml"] = "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: x, namespace: loki-system }\n";
        Assert.Equal("ScaledObject x of loki does not wait for keda", Assert.Single(new GitOpsFiles(files, AllBundles).Findings()));
    }

    static IEnumerable<string> BundlesOf(OfflineRun run) =>
        run.Stack.Resources.Select(resource => resource.Resource).OfType<CustomResourceDefinitions>().SelectMany(crds => crds.Bundles).Select(bundle => bundle.Repository.Split('/')[1]);

    static async Task<IReadOnlyDictionary<string, string>> RenderEverything(string engine)
    {
        var directory = Directory.CreateTempSubdirectory("basecamp-gitops-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory, "Pulumi.yaml"), Cli.Project);
            await File.WriteAllTextAsync(Path.Combine(directory, "Pulumi.everything.yaml"), StackFileFor(engine));
            File.Copy(RepositoryFiles.PathOf("on-call/ha.yaml"), Path.Combine(directory, "on-call.yaml"));
            var file = StackFileReader.Read(directory, "everything", null);
            // Its secrets are in plain text, as the engine hands them over.
            var run = await OfflineRun.StartAsync(file with { SecretKeys = [.. file.Config.Keys] }, StackProgram.Basecamp, null, CancellationToken.None);
            Assert.Equal("", string.Join('\n', run.Problems.Select(problem => $"{problem.Path}: {problem.Message}").Concat(run.Failures.Select(failure => failure.Message))));
            var tree = RenderedTree.Of(run, new Dictionary<string, string>());
            Assert.Equal([], tree.Refusals);
            return tree.Files;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    const string Apps = """
          basecamp:apps:
            triage:
              image: registry.example.org/triage:1.0.0@sha256:3f1a9d2c5b7e8f60718293a4b5c6d7e8f9a0b1c2d3e4f5061728394a5b6c7d8e
              onCall: on-call.yaml
              credentials: { ntfy-token: the-ntfy-token }
            services:
              store:
                image: registry.example.org/shop:v1@sha256:0f9d1f5ac4a2f1a4bb3a4c9bd9a9e4ed3e4f3a9c2d1b0a99887766554433221a
                port: 8080
                host: shop
                rollout: {}
                scaling: { max: 9, query: sum(queue_length), perReplica: 100 }
        """;

    // The platform with every section on, on the machines of the stack "ha".
    static string StackFileFor(string engine)
    {
        var platform = File.ReadAllText(RepositoryFiles.PathOf("tests/platform/Tier/everything.yaml"))
            .Replace("    git:\n", "    git:\n      environments: [{ name: production }]\n", StringComparison.Ordinal);
        var homelab = File.ReadAllText(RepositoryFiles.PathOf("Pulumi.ha.yaml"));
        return $"{platform.TrimEnd()}\n  basecamp:delivery: {engine}\n{Apps}\n{homelab[homelab.IndexOf("  basecamp:homelab:", StringComparison.Ordinal)..]}";
    }
}
