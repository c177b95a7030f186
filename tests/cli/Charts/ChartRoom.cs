using Basecamp.Cli.Vendor;
using Basecamp.Components.Clusters;
using Basecamp.Infra.Homelab;
using Pulumi;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;

namespace Basecamp.Cli.Tests.Charts;

/// <summary>A project with one chart, <c>web 1.0.0</c>, at hand.</summary>
sealed class ChartRoom : IDisposable
{
    const string Repository = "https://example.github.io/charts";

    public ChartRoom()
    {
        Cli.Files = new Dictionary<string, string>();
        Cli.Variables["XDG_CACHE_HOME"] = Cli.Path("cache");
        Have(SampleChart.Of("web", "1.0.0", ("config.yaml", SampleChart.ConfigMap)));
        Install();
    }

    public Cli Cli { get; } = new();

    /// <summary>Kubernetes' version as the stack says it; null when it does not know the cluster. Default null.</summary>
    public string? K3sVersion { get; set; }

    /// <summary>Brings an archive, as <c>vendor</c> would.</summary>
    public void Have(byte[] archive, string version = "1.0.0")
    {
        Directory.CreateDirectory(Cli.Path("vendor"));
        if (Directory.Exists(Cli.Path("vendor/charts")))
            Directory.Delete(Cli.Path("vendor/charts"), recursive: true);
        Directory.CreateDirectory(Cli.Path("vendor/charts"));
        File.WriteAllBytes(Cli.Path($"vendor/charts/web-{version}.tgz"), archive);
        Cli.Write("vendor/charts.lock", $"web {version} {Repository} {ChartArchive.DigestOf(archive)}\n");
    }

    /// <summary>The stack installs the chart with these values.</summary>
    public void Install(InputMap<object>? values = null, string version = "1.0.0") => Cli.Program = () =>
    {
        _ = new Release("web", new() { Name = "web", Namespace = "team", Chart = "web", Version = version, RepositoryOpts = new RepositoryOptsArgs { Repo = Repository }, Values = values! });
        return Task.FromResult<IDictionary<string, object?>>(K3sVersion is null ? new Dictionary<string, object?>() : new() { ["clusterFacts"] = Facts(K3sVersion).ToJson() });
    };

    static ClusterFacts Facts(string version) => HomelabExports.FactsOf(new()
    {
        Provider = MachineProvider.Ssh,
        Cluster = new() { Name = "lab" },
        K3s = new() { Version = version },
        Nodes = [new() { Name = "cp1", Address = "192.168.1.11", Role = NodeRole.Server }],
    });

    public Task<CliResult> Render(params string[] options) => Cli.Run(["render", "--stack", "lab", "--out", "out", "--charts", .. options]);

    /// <summary>Files of objects of charts, sorted.</summary>
    public string[] Objects => Directory.Exists(Cli.Path("out/charts/other/team/web"))
        ? [.. Directory.EnumerateFiles(Cli.Path("out/charts/other/team/web")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]
        : [];

    public string Object(string file) => File.ReadAllText(Cli.Path($"out/charts/other/team/web/{file}"));

    public void Dispose() => Cli.Dispose();
}
