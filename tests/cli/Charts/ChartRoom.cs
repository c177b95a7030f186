using Basecamp.Cli.Vendor;
using Pulumi;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;

namespace Basecamp.Cli.Tests.Charts;

/// <summary>A project with one chart, <c>web 1.0.0</c>, at hand.</summary>
sealed class ChartRoom : IDisposable
{
    const string Repository = "https://charts.example.org";

    public ChartRoom()
    {
        Cli.Files = new Dictionary<string, string>();
        Cli.Variables["XDG_CACHE_HOME"] = Cli.Path("cache");
        Have(SampleChart.Of("web", "1.0.0", ("config.yaml", SampleChart.ConfigMap)));
        Install();
    }

    public Cli Cli { get; } = new();

    /// <summary>Brings an archive, as <c>vendor</c> would.</summary>
    public void Have(byte[] archive)
    {
        Directory.CreateDirectory(Cli.Path("vendor/charts"));
        File.WriteAllBytes(Cli.Path("vendor/charts/web-1.0.0.tgz"), archive);
        Cli.Write("vendor/charts.lock", $"web 1.0.0 {Repository} {ChartArchive.DigestOf(archive)}\n");
    }

    /// <summary>The stack installs the chart with these values.</summary>
    public void Install(InputMap<object>? values = null, string version = "1.0.0") => Cli.Program = () =>
    {
        _ = new Release("web", new() { Name = "web", Namespace = "team", Chart = "web", Version = version, RepositoryOpts = new RepositoryOptsArgs { Repo = Repository }, Values = values! });
        return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
    };

    public Task<CliResult> Render(params string[] options) => Cli.Run(["render", "--stack", "lab", "--out", "out", "--charts", .. options]);

    /// <summary>Files of objects of charts, sorted.</summary>
    public string[] Objects => Directory.Exists(Cli.Path("out/charts/other/team/web"))
        ? [.. Directory.EnumerateFiles(Cli.Path("out/charts/other/team/web")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]
        : [];

    public string Object(string file) => File.ReadAllText(Cli.Path($"out/charts/other/team/web/{file}"));

    public void Dispose() => Cli.Dispose();
}
