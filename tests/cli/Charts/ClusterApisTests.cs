using Basecamp.Cli.Charts;
using Basecamp.Cli.Offline;
using Basecamp.Cli.StackFiles;

namespace Basecamp.Cli.Tests.Charts;

/// <summary>What a chart is told about the cluster, and which charts there are: the stack says so, whoever delivers.</summary>
public sealed class ClusterApisTests
{
    static async Task<OfflineRun> Run(string? delivery = null)
    {
        var file = StackFileReader.Read(RealProcess.RepositoryRoot, "ha", null);
        if (delivery is not null)
            file = file with { Config = new Dictionary<string, string>(file.Config) { ["basecamp:delivery"] = delivery } };
        return await OfflineRun.StartAsync(file, StackProgram.Basecamp, null, default);
    }

    [Fact]
    public async Task Kubernetes_is_the_release_of_K3s_and_kinds_are_those_of_the_stack_s_definitions()
    {
        var apis = ClusterApis.Of(await Run());

        Assert.Equal("v1.36.4+k3s1", apis.Version);
        Assert.Superset(
            new HashSet<string>
            {
                "barmancloud.cnpg.io/v1", "cert-manager.io/v1", "cilium.io/v2", "gateway.networking.k8s.io/v1", "monitoring.coreos.com/v1", "postgresql.cnpg.io/v1",
                "snapshot.storage.k8s.io/v1", "traefik.io/v1alpha1", "velero.io/v1",
            },
            apis.Kinds.Select(kind => kind.ApiVersion).ToHashSet());
        Assert.Contains("policy/v1/PodDisruptionBudget", apis.Names);
        Assert.Contains("monitoring.coreos.com/v1", apis.Names);
        Assert.Contains("monitoring.coreos.com/v1/ServiceMonitor", apis.Names);
        Assert.DoesNotContain(apis.Names, name => name.StartsWith("keda.sh/", StringComparison.Ordinal));
        Assert.Equal((true, false, true, false, null), (
            apis.IsNamespaced("monitoring.coreos.com/v1", "ServiceMonitor"), apis.IsNamespaced("cert-manager.io/v1", "ClusterIssuer"), apis.IsNamespaced("v1", "Service"),
            apis.IsNamespaced("v1", "Namespace"), apis.IsNamespaced("example.org/v1", "Gadget")));
    }

    [Fact]
    public async Task A_stack_of_apps_alone_has_the_cluster_of_the_stack_it_builds_on()
    {
        using var directory = new TemporaryProject();
        var run = await OfflineRun.StartAsync(StackFileReader.Read(directory.Path, "staging", null), StackProgram.Basecamp, null, default);
        Assert.True(run.IsComplete);

        var (apps, own) = (ClusterApis.Of(run), ClusterApis.Of(await Run()));

        Assert.Equal(own.Version, apps.Version);
        Assert.Equal([], own.Kinds.Except(apps.Kinds).Concat(apps.Kinds.Except(own.Kinds)));
    }

    [Theory]
    [InlineData("argocd", "argo-cd")]
    [InlineData("flux", "flux2")]
    public async Task A_GitOps_engine_installs_the_same_charts_and_is_one_itself(string delivery, string engine)
    {
        var (direct, theirs) = (StackChart.AllOf((await Run("pulumi")).Stack), StackChart.AllOf((await Run(delivery)).Stack));

        Assert.Equal([engine], theirs.Select(chart => chart.Pin.Name).Except(direct.Select(chart => chart.Pin.Name)));
        Assert.Equal(direct.Select(chart => chart.ToString()), theirs.Where(chart => chart.Pin.Name != engine).Select(chart => chart.ToString()));
        Assert.NotEmpty(direct);
    }

    sealed class TemporaryProject : IDisposable
    {
        public TemporaryProject()
        {
            Directory.CreateDirectory(System.IO.Path.Combine(Path, "on-call"));
            foreach (var file in new[] { "Pulumi.yaml", "Pulumi.ha.yaml", "on-call/ha.yaml" })
                File.Copy(System.IO.Path.Combine(RealProcess.RepositoryRoot, file), System.IO.Path.Combine(Path, file));
            File.WriteAllText(System.IO.Path.Combine(Path, "Pulumi.staging.yaml"), "config:\n  basecamp:tiers: [apps]\n  basecamp:platformStack: ha\n  basecamp:apps:\n    environment: staging\n");
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("basecamp-apis-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
