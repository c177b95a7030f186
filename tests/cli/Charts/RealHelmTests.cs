using System.Text.Json;
using Basecamp.Tests;

namespace Basecamp.Cli.Tests.Charts;

/// <summary>Charts of our own (tests/cli/Charts/Published) in Helm 3 and 4 themselves.</summary>
[Trait("Needs", "helm")]
public sealed class RealHelmTests : IDisposable
{
    const string Comment = "tests/cli/Charts/Published/bump.md";

    readonly ChartRoom room = new() { K3sVersion = "v1.36.4+k3s1" };

    public RealHelmTests()
    {
        // What is wrong with the old version is not the question.
        room.Cli.Write("vendor/charts.allow", string.Concat(((string[])["BC004", "BC005", "BC007", "BC009"]).Select(id => $"web {id} */* a chart of a test\n")));
        Publish("1.0.0");
    }

    public void Dispose() => room.Dispose();

    void Publish(string version)
    {
        room.Have(SampleChart.Published(version), version);
        room.Install(version: version);
    }

    // With a cache of its own, so that nothing is remembered.
    async Task<CliResult> Render(int helm, string directory)
    {
        room.Cli.Variables["BASECAMP_HELM"] = InstalledHelm.Helm(helm);
        room.Cli.Variables["XDG_CACHE_HOME"] = room.Cli.Path($"cache-{helm}-{directory}");
        return await room.Cli.Run(["render", "--stack", "lab", "--out", directory, "--charts"]);
    }

    Dictionary<string, string> Files(string directory) => Directory.EnumerateFiles(room.Cli.Path(directory), "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(room.Cli.Path(directory), file), File.ReadAllText);

    [Theory]
    [InlineData("1.0.0")]
    [InlineData("1.1.0")]
    public async Task Helm_3_and_4_render_to_the_same_bytes(string version)
    {
        Publish(version);

        var (three, four) = (await Render(3, "three"), await Render(4, "four"));

        Assert.Equal((0, ""), (three.ExitCode, three.Error));
        Assert.Equal((0, ""), (four.ExitCode, four.Error));
        Assert.Equal(Files("three"), Files("four"));
        Assert.Contains("left out: 1 Secret of the chart web", four.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_cluster_is_the_stack_s_hooks_of_an_installation_stay_and_tests_and_definitions_go(int helm)
    {
        await Render(helm, "out");

        Assert.Equal(
            [
                "clusterrole-team-web.yaml", "configmap-team-web.yaml", "deployment-team-web.yaml", "job-team-web-migrate.yaml", "poddisruptionbudget-team-web.yaml",
                "statefulset-team-web-store.yaml",
            ], room.Objects);
        Assert.Contains("kubernetes: v1.36.4+k3s1", room.Object("configmap-team-web.yaml"), StringComparison.Ordinal);
        Assert.Contains("limit: 100000", room.Object("configmap-team-web.yaml"), StringComparison.Ordinal);
        Assert.StartsWith("apiVersion: policy/v1\n", room.Object("poddisruptionbudget-team-web.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("checksum", room.Object("deployment-team-web.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("helm.sh/chart", room.Object("deployment-team-web.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_new_version_is_a_comment_that_says_what_it_does_the_dangerous_first(int helm)
    {
        var (before, after) = ("old", "new");
        await Render(helm, before);
        Publish("1.1.0");
        await Render(helm, after);

        var result = await room.Cli.Run("diff", before, after, "--charts", "--format", "markdown");

        Assert.Equal(1, result.ExitCode);
        var file = RepositoryFiles.PathOf(Comment);
        if (Environment.GetEnvironmentVariable("BASECAMP_APPROVE") == "1")
            await File.WriteAllTextAsync(file, result.Output);
        Assert.Equal(await File.ReadAllTextAsync(file), result.Output);
        // Whoever approves another comment approves these, too.
        using var report = JsonDocument.Parse((await room.Cli.Run("diff", before, after, "--charts", "--format", "json")).Output);
        Assert.Equal(
            ["DG013 danger", "DG030 danger", "DG041 danger", "DG042 danger", "DG061 caution"],
            report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => $"{finding.GetProperty("id")} {finding.GetProperty("severity")}")
                .Where(finding => !finding.EndsWith("notice", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var lines = result.Output.Split('\n').ToList();
        // The chart itself stands before all of that.
        Assert.StartsWith("- **web** `1.0.0` → `1.1.0` ([release notes](https://github.com/example/charts/releases)): ", lines[4], StringComparison.Ordinal);
        Assert.True(lines.FindLastIndex(line => line.Contains("(DG041)", StringComparison.Ordinal)) < lines.FindIndex(line => line.Contains("(DG053)", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_chart_that_fails_is_named_with_what_it_says_and_nothing_is_written(int helm)
    {
        room.Have(SampleChart.Of("web", "1.0.0", ("config.yaml", "a: {{ required \"text is needed\" .Values.text }}\n")));

        var result = await Render(helm, "out");

        Assert.Equal((1, "render of lab: nothing was written"), (result.ExitCode, result.LastLine));
        Assert.StartsWith("refused: web 1.0.0 as team/web cannot be rendered: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("text is needed", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(room.Cli.Path("out")));
    }

    [Theory]
    [InlineData(3, ">=1.99.0-0", false)]
    [InlineData(4, ">=1.99.0-0", false)]
    [InlineData(3, ">=1.36.0-0", true)]
    [InlineData(4, ">=1.36.0-0", true)]
    public async Task A_chart_that_needs_a_newer_Kubernetes_than_the_stack_has_is_refused(int helm, string needs, bool fits)
    {
        room.Have(SampleChart.Archive(
            ("web/Chart.yaml", $"apiVersion: v2\nname: web\nversion: 1.0.0\nkubeVersion: \"{needs}\"\n"), ("web/templates/config.yaml", SampleChart.ConfigMap)));

        var result = await Render(helm, "out");

        Assert.Equal(fits ? 0 : 1, result.ExitCode);
        Assert.Equal(!fits, result.Output.Contains("chart requires kubeVersion: >=1.99.0-0 which is incompatible with Kubernetes v1.36.4+k3s1", StringComparison.Ordinal));
    }
}
