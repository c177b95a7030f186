using Basecamp.Cli.Tests.Charts;
using Basecamp.Cli.Vendor;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;

namespace Basecamp.Cli.Tests.Vendor;

public sealed class VendorTests : IDisposable
{
    readonly ChartHost host = new();
    readonly Cli cli = new() { Files = new Dictionary<string, string>() };

    public void Dispose()
    {
        host.Dispose();
        cli.Dispose();
    }

    void Install(params (string Chart, string Repository, string? Version)[] charts) => cli.Program = () =>
    {
        foreach (var (chart, repository, version) in charts)
        {
            _ = new Release($"{chart}-{version}", new()
            {
                Name = chart,
                Namespace = "team",
                Chart = repository.StartsWith("oci://", StringComparison.Ordinal) ? $"{repository}/{chart}" : chart,
                Version = version!,
                RepositoryOpts = repository.StartsWith("oci://", StringComparison.Ordinal) ? null! : new RepositoryOptsArgs { Repo = repository },
            });
        }
        return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
    };

    Task<CliResult> Vendor(params string[] options) => cli.Run(["vendor", "--stack", "lab", .. options]);

    string Lock => File.ReadAllText(cli.Path("vendor/charts.lock"));

    string[] Vendored => [.. Directory.EnumerateFiles(cli.Path("vendor"), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(cli.Path("vendor"), file)).Order(StringComparer.Ordinal)];

    static byte[] Chart(string name, string version = "1.0.0") => SampleChart.Of(name, version, ("config.yaml", SampleChart.ConfigMap));

    [Fact]
    public async Task Fetches_charts_of_repositories_and_registries_and_locks_their_digests()
    {
        var web = host.Publish("web", "v2.0.0", Chart("web", "2.0.0"));
        var db = host.Push("db", "1.0.0_1", Chart("db", "1.0.0+1"));
        var far = host.Publish("far", "1.0.0", Chart("far"), url: $"http://{host.Address}/charts/far-1.0.0.tgz");
        Install(("web", host.Repository, "v2.0.0"), ("db", host.Registry, "1.0.0+1"), ("far", $"{host.Repository}/", "1.0.0"));

        var result = await Vendor();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("vendor of lab: 3 charts in vendor/charts (3 fetched, 0 there already)", result.LastLine);
        Assert.Equal(["charts.lock", "charts/db-1.0.0+1.tgz", "charts/far-1.0.0.tgz", "charts/web-v2.0.0.tgz"], Vendored);
        Assert.Equal(web, File.ReadAllBytes(cli.Path("vendor/charts/web-v2.0.0.tgz")));
        Assert.Equal(
            $"""
            # Charts in vendor/charts: name, version, source, SHA-256. './basecamp vendor' writes this.
            db 1.0.0+1 {host.Registry} {ChartArchive.DigestOf(db)}
            far 1.0.0 {host.Repository}/ {ChartArchive.DigestOf(far)}
            web v2.0.0 {host.Repository} {ChartArchive.DigestOf(web)}

            """, Lock);
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again_and_a_check_asks_nobody()
    {
        host.Publish("web", "1.0.0", Chart("web"));
        Install(("web", host.Repository, "1.0.0"));
        await Vendor();
        host.Forget();

        var again = await Vendor();
        var check = await Vendor("--check");

        Assert.Equal((0, "vendor of lab: 1 chart in vendor/charts (0 fetched, 1 there already)"), (again.ExitCode, again.LastLine));
        Assert.Equal((0, "vendor/charts has the 1 chart of lab\n"), (check.ExitCode, check.Output));
        Assert.Empty(host.Asked);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task A_busy_host_and_a_broken_connection_are_tried_again(int status)
    {
        host.Publish("web", "1.0.0", Chart("web"));
        host.Fail("/charts/web-1.0.0.tgz", times: status == 0 ? 1 : 2, status);
        Install(("web", host.Repository, "1.0.0"));

        var result = await Vendor();

        Assert.Equal((0, status == 0 ? 2 : 3), (result.ExitCode, host.Asked.Count(path => path == "/charts/web-1.0.0.tgz")));
    }

    [Fact]
    public async Task A_run_that_failed_half_way_continues_and_leaves_nothing_half_written()
    {
        host.Publish("web", "1.0.0", Chart("web"));
        Install(("web", host.Repository, "1.0.0"), ("late", host.Repository, "1.0.0"));

        var first = await Vendor();
        var (vendored, locked) = (Vendored, Lock.Split('\n').Length);
        host.Publish("late", "1.0.0", Chart("late"));
        host.Forget();
        var second = await Vendor();

        Assert.Equal(1, first.ExitCode);
        Assert.Contains($"failed: late 1.0.0 is not in {host.Repository}, which has no chart late.", first.Output, StringComparison.Ordinal);
        Assert.Equal("vendor of lab: 1 of 2 charts could not be had; the others are in vendor/charts", first.LastLine);
        Assert.Equal(["charts.lock", "charts/web-1.0.0.tgz"], vendored);
        Assert.Equal(3, locked);
        Assert.Equal((0, "vendor of lab: 2 charts in vendor/charts (1 fetched, 1 there already)"), (second.ExitCode, second.LastLine));
        Assert.Equal(["/charts/index.yaml", "/charts/late-1.0.0.tgz"], host.Asked);
    }

    [Fact]
    public async Task An_interrupted_run_keeps_what_arrived()
    {
        host.Publish("web", "1.0.0", Chart("web"));
        Install(("web", host.Repository, "1.0.0"));
        await Vendor();
        using var stopped = new CancellationTokenSource();
        using var run = new VendorRun(new(cli.Directory), async (_, token) =>
        {
            await stopped.CancelAsync();
            token.ThrowIfCancellationRequested();
            return [];
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.BringAsync([new("other", host.Repository, "1.0.0")], _ => { }, stopped.Token));

        Assert.Equal(["charts.lock", "charts/web-1.0.0.tgz"], Vendored);
        Assert.Equal(0, (await Vendor("--check")).ExitCode);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "version", "web 9.0.0 is not in {host}/charts, which has 1.0.0. Correct name, version or repository." },
        { "digest", "web 1.0.0 from {host}/charts is not that chart: the archive has the SHA-256 digest {digest}, but the repository's index says 0000." },
        { "page", "web 1.0.0 from {host}/charts is not that chart: " },
        { "other", "web 1.0.0 from {host}/charts is not that chart: the archive holds cuckoo 1.0.0." },
        { "gone", "web 1.0.0 could not be fetched from {host}/charts: {host}/charts/web-1.0.0.tgz answered with 404 NotFound." },
        { "empty", "web 1.0.0 from {host}/charts is not that chart: it holds no Chart.yaml." },
        { "blob", "web 1.0.0 from oci://{address}/charts is not that chart: the archive has the SHA-256 digest {page}, but the registry's manifest says sha256:{digest}." },
        { "image", "web 1.0.0 from oci://{address}/charts is not that chart: the registry has something there, but no Helm chart." },
        { "tag", "web 9.0.0 could not be fetched from oci://{address}/charts: {host}/v2/charts/web/manifests/9.0.0 answered with 404 NotFound." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_not_the_chart_is_refused_and_never_kept(string how, string message)
    {
        var (chart, page) = (Chart("web"), "<html>Log in to the network</html>"u8.ToArray());
        var isOci = how is "blob" or "image" or "tag";
        if (isOci)
            host.Push("web", "1.0.0", chart, how == "blob" ? page : null, how == "image" ? "application/vnd.oci.image.layer.v1.tar+gzip" : "application/vnd.cncf.helm.chart.content.v1.tar+gzip");
        else
        {
            host.Publish("web", "1.0.0", how switch
            {
                "page" => page,
                "other" => Chart("cuckoo"),
                "empty" => SampleChart.Archive(("web/templates/Chart.yaml", "name: web")),
                _ => chart,
            }, digest: how == "digest" ? "0000" : null);
        }
        if (how == "gone")
            host.Fail("/charts/web-1.0.0.tgz", 1, 404);
        Install(("web", isOci ? host.Registry : host.Repository, how is "version" or "tag" ? "9.0.0" : "1.0.0"));

        var result = await Vendor();

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(
            "failed: " + message.Replace("{host}", $"http://{host.Address}", StringComparison.Ordinal).Replace("{address}", host.Address, StringComparison.Ordinal)
                .Replace("{digest}", ChartArchive.DigestOf(chart), StringComparison.Ordinal).Replace("{page}", ChartArchive.DigestOf(page), StringComparison.Ordinal),
            result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.Path("vendor")));
    }

    [Fact]
    public async Task A_version_that_was_published_again_with_other_content_is_refused()
    {
        host.Publish("web", "1.0.0", Chart("web"));
        Install(("web", host.Repository, "1.0.0"));
        await Vendor();
        var before = Lock;
        File.Delete(cli.Path("vendor/charts/web-1.0.0.tgz"));
        var other = SampleChart.Of("web", "1.0.0", ("other.yaml", "kind: Other"));
        using var run = new VendorRun(new(cli.Directory), (_, _) => Task.FromResult(other));

        var failures = await run.BringAsync([new("web", host.Repository, "1.0.0")], _ => { }, default);

        Assert.Contains("what was published under this version has changed since", Assert.Single(failures), StringComparison.Ordinal);
        Assert.Equal(before, Lock);
        Assert.Equal(["charts.lock"], Vendored);
    }

    [Fact]
    public async Task Check_tells_each_difference_and_the_next_run_mends_what_it_can()
    {
        foreach (var name in (string[])["changed", "missing", "moved", "raised"])
            host.Publish(name, "1.0.0", Chart(name));
        host.Publish("new", "1.0.0", Chart("new"));
        Install([.. ((string[])["changed", "missing", "moved", "raised"]).Select(name => (name, host.Repository, (string?)"1.0.0"))]);
        await Vendor();
        var digest = ChartArchive.DigestOf(File.ReadAllBytes(cli.Path("vendor/charts/changed-1.0.0.tgz")));
        var bytes = File.ReadAllBytes(cli.Path("vendor/charts/changed-1.0.0.tgz"));
        bytes[^1] ^= 1;
        File.WriteAllBytes(cli.Path("vendor/charts/changed-1.0.0.tgz"), bytes);
        File.Delete(cli.Path("vendor/charts/missing-1.0.0.tgz"));
        cli.Write("vendor/charts/foreign-1.0.0.tgz", "mine");
        Install(("changed", host.Repository, "1.0.0"), ("missing", host.Repository, "1.0.0"), ("moved", host.Registry, "1.0.0"), ("raised", host.Repository, "2.0.0"),
            ("new", host.Repository, "1.0.0"));
        host.Forget();

        var check = await Vendor("--check");

        Assert.Equal(1, check.ExitCode);
        Assert.Equal(
            $"""
            differs: moved 1.0.0 is what the stack installs, but vendor/charts.lock has it from {host.Repository}, not from {host.Registry}.
            differs: new 1.0.0 is what the stack installs, but vendor/charts.lock does not have it.
            differs: raised 2.0.0 is what the stack installs, but vendor/charts.lock has 1.0.0.
            differs: vendor/charts/changed-1.0.0.tgz was changed: it has the SHA-256 digest {ChartArchive.DigestOf(bytes)}, but vendor/charts.lock says {digest}.
            differs: vendor/charts/missing-1.0.0.tgz is missing.
            differs: vendor/charts/foreign-1.0.0.tgz is there, but not in vendor/charts.lock: nobody knows whether it is the published one.
            vendor/charts is not what lab needs; run: ./basecamp vendor --stack lab

            """, check.Output);
        Assert.Empty(host.Asked);

        host.Push("moved", "1.0.0", Chart("moved"));
        host.Publish("raised", "2.0.0", Chart("raised", "2.0.0"));
        Assert.Equal("vendor of lab: 5 charts in vendor/charts (5 fetched, 0 there already)", (await Vendor("--prune")).LastLine);
        Assert.Equal((0, "vendor/charts has the 5 charts of lab\n"), ((await Vendor("--check")) is var mended ? mended.ExitCode : 0, mended.Output));
        Assert.Equal(["charts.lock", "charts/changed-1.0.0.tgz", "charts/missing-1.0.0.tgz", "charts/moved-1.0.0.tgz", "charts/new-1.0.0.tgz", "charts/raised-2.0.0.tgz"], Vendored);
    }

    [Fact]
    public async Task Charts_of_other_stacks_stay()
    {
        host.Publish("web", "1.0.0", Chart("web"));
        host.Publish("db", "1.0.0", Chart("db"));
        Install(("web", host.Repository, "1.0.0"));
        await Vendor();
        Install(("db", host.Repository, "1.0.0"));

        await Vendor();

        Assert.Equal(["charts.lock", "charts/db-1.0.0.tgz", "charts/web-1.0.0.tgz"], Vendored);
        Assert.Equal(0, (await Vendor("--check")).ExitCode);
    }

    [Theory]
    [InlineData("web 1.0.0 https://example.org", "vendor/charts.lock:1 is 'web 1.0.0 https://example.org', but a line is name, version, source and SHA-256 digest")]
    [InlineData("../web 1.0.0 https://example.org 0000000000000000000000000000000000000000000000000000000000000000", "vendor/charts.lock:1 is '../web")]
    public async Task A_lock_that_is_none_is_refused(string line, string message)
    {
        cli.Write("vendor/charts.lock", line);
        Install(("web", host.Repository, "1.0.0"));

        var results = (await Vendor(), await Vendor("--check"));

        Assert.Equal((1, 1), (results.Item1.ExitCode, results.Item2.ExitCode));
        Assert.All([results.Item1, results.Item2], result => Assert.Contains($"vendor of lab: {message}", result.Output, StringComparison.Ordinal));
        Assert.Empty(host.Asked);
    }

    [Theory]
    [InlineData(null, "The chart web has no version. Write an exact version")]
    [InlineData("../../1.0.0", "'web ../../1.0.0' from 'http://{address}/charts' cannot be fetched. Write an exact version")]
    public async Task A_chart_without_a_version_to_fetch_is_refused(string? version, string message)
    {
        Install(("web", host.Repository, version));

        var result = await Vendor();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message.Replace("{address}", host.Address, StringComparison.Ordinal), result.Output, StringComparison.Ordinal);
        Assert.Empty(host.Asked);
    }

    [Fact]
    public async Task One_version_from_two_sources_is_refused()
    {
        cli.Program = () =>
        {
            foreach (var repository in (string[])[host.Repository, host.Registry])
            {
                _ = new Release(repository.Split(':')[0], new()
                {
                    Name = "web",
                    Namespace = "team",
                    Version = "1.0.0",
                    Chart = repository == host.Registry ? $"{repository}/web" : "web",
                    RepositoryOpts = repository == host.Registry ? null! : new RepositoryOptsArgs { Repo = repository },
                });
            }
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
        };

        var result = await Vendor();

        Assert.Equal((1, $"vendor of lab: web 1.0.0 is installed from {host.Repository} and {host.Registry}, but vendor/charts has one place for it. Take both from one repository."),
            (result.ExitCode, result.LastLine));
    }
}
