using Basecamp.Cli.Tests.Sample;
using Pulumi.Random;

namespace Basecamp.Cli.Tests.Render;

public class RenderTests
{
    static readonly Dictionary<string, string> NoFiles = [];

    static string[] Files(Cli cli, string directory = "out") => Directory.Exists(cli.Path(directory))
        ? [.. Directory.EnumerateFiles(cli.Path(directory), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(cli.Path(directory), file)).Order(StringComparer.Ordinal)]
        : [];

    static Dictionary<string, byte[]> Contents(Cli cli) =>
        Files(cli).ToDictionary(file => file, file => File.ReadAllBytes(cli.Path($"out/{file}")));

    static Func<Task<IDictionary<string, object?>>> Objects(params (string Name, string Text)[] configMaps) => () =>
    {
        foreach (var (name, text) in configMaps)
        {
            _ = new SampleObject("v1", "ConfigMap", name, new()
            {
                Metadata = new() { ["name"] = name, ["namespace"] = "team" },
                Data = new() { ["text"] = text },
            });
        }
        return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
    };

    [Fact]
    public async Task Writes_one_file_per_object_and_the_files_of_the_machines()
    {
        using var cli = new Cli();

        var result = await cli.Run("render", "--stack", "lab", "--out", "out");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [
                ".basecamp-render",
                "homelab/server-1/config.yaml",
                "kubernetes/apps/triage/deployment-triage.yaml",
                "kubernetes/platform/_cluster/namespace-ingress-system.yaml",
                "kubernetes/platform/ingress-system/networkpolicy-allow-1.yaml",
                "kubernetes/platform/ingress-system/networkpolicy-allow-2.yaml",
            ], Files(cli));
        Assert.Equal("cluster-init: true\n", File.ReadAllText(cli.Path("out/homelab/server-1/config.yaml")));
        Assert.Equal(
            """
            left out: registry-login (Secret): a Secret never leaves the cluster and Pulumi's encrypted state
            render of lab: 5 files in out (5 new, 0 changed, 0 removed)

            """, result.Output);
    }

    [Fact]
    public async Task Equal_input_gives_equal_bytes()
    {
        using var cli = new Cli();

        await cli.Run("render", "--stack", "lab", "--out", "out");
        var first = Contents(cli);
        var again = await cli.Run("render", "--stack", "lab", "--out", "out");

        Assert.Equal("render of lab: 5 files in out (0 new, 0 changed, 0 removed)", again.LastLine);
        Assert.Equal(first, Contents(cli));
    }

    [Fact]
    public async Task Removes_what_it_wrote_and_nothing_else()
    {
        using var cli = new Cli { Files = NoFiles, Program = Objects(("a", "1"), ("b", "1")) };
        await cli.Run("render", "--stack", "lab", "--out", "out");
        cli.Write("out/README.md", "mine");
        cli.Write("out/kubernetes/other/team/configmap-mine.yaml", "mine");

        cli.Program = Objects(("a", "2"));
        var result = await cli.Run("render", "--stack", "lab", "--out", "out");

        Assert.Equal("render of lab: 1 file in out (0 new, 1 changed, 1 removed)", result.LastLine);
        Assert.Equal(
            [".basecamp-render", "README.md", "kubernetes/other/team/configmap-a.yaml", "kubernetes/other/team/configmap-mine.yaml"],
            Files(cli));
    }

    [Fact]
    public async Task Leaves_no_empty_folders_behind()
    {
        using var cli = new Cli { Files = NoFiles, Program = Objects(("a", "1")) };
        await cli.Run("render", "--stack", "lab", "--out", "out");

        cli.Program = Objects();
        await cli.Run("render", "--stack", "lab", "--out", "out");

        Assert.Equal([".basecamp-render"], Files(cli));
        Assert.Empty(Directory.GetDirectories(cli.Path("out")));
    }

    [Fact]
    public async Task Refuses_to_overwrite_a_file_it_did_not_write()
    {
        using var cli = new Cli { Files = NoFiles, Program = Objects(("a", "1")) };
        cli.Write("out/kubernetes/other/team/configmap-a.yaml", "mine");

        var result = await cli.Run("render", "--stack", "lab", "--out", "out");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("was not written by a render", result.Output, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(cli.Path("out/kubernetes/other/team/configmap-a.yaml")));
    }

    [Fact]
    public async Task Check_lists_differences_and_changes_nothing()
    {
        using var cli = new Cli { Files = NoFiles, Program = Objects(("a", "1"), ("gone", "1")) };
        await cli.Run("render", "--stack", "lab", "--out", "out");
        var upToDate = await cli.Run("render", "--stack", "lab", "--out", "out", "--check");
        var before = Contents(cli);

        cli.Program = Objects(("a", "2"), ("new", "1"));
        var result = await cli.Run("render", "--stack", "lab", "--out", "out", "--check");

        Assert.Equal(0, upToDate.ExitCode);
        Assert.Equal("out is up to date with lab\n", upToDate.Output);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            """
            missing  kubernetes/other/team/configmap-new.yaml
            stale    kubernetes/other/team/configmap-a.yaml
            extra    kubernetes/other/team/configmap-gone.yaml
            3 files of out out of date; run: ./basecamp render --stack lab --out out

            """, result.Output);
        Assert.Equal(before, Contents(cli));
    }

    [Fact]
    public async Task A_failing_program_leaves_the_old_files()
    {
        using var cli = new Cli { Files = NoFiles, Program = Objects(("a", "1")) };
        await cli.Run("render", "--stack", "lab", "--out", "out");
        var before = Contents(cli);

        cli.Program = () => throw new InvalidOperationException("no");
        var result = await cli.Run("render", "--stack", "lab", "--out", "out");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal("render of lab: nothing was written", result.LastLine);
        Assert.Equal(before, Contents(cli));
    }

    [Fact]
    public async Task Refuses_findings()
    {
        using var cli = new Cli();
        cli.Write("Pulumi.lab.yaml", Cli.Lab + "  basecamp:greeting: \"[secret]\"\n");

        var result = await cli.Run("render", "--stack", "lab", "--out", "out");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("BC001", result.Output, StringComparison.Ordinal);
        Assert.Empty(Files(cli));
    }

    [Fact]
    public async Task Refuses_machine_files_with_secrets()
    {
        using var cli = new Cli();
        cli.Program = () =>
        {
            _ = new RandomPassword("token", new() { Length = 32 });
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
        };
        var recorded = await Testing.RecordedStack.RunAsync(() => _ = new RandomPassword("token", new() { Length = 32 }));
        cli.Files = new Dictionary<string, string> { ["homelab/node"] = $"token: {recorded.Resources[0].Outputs["result"].Value}\n" };

        var result = await cli.Run("render", "--stack", "lab", "--out", "out");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "refused: homelab/node would contain result of random:index/randomPassword:RandomPassword token",
            result.Output,
            StringComparison.Ordinal);
        Assert.Empty(Files(cli));
    }

    [Fact]
    public async Task Accepts_machine_files_that_only_say_where_a_secret_goes()
    {
        using var cli = new Cli();
        cli.Files = new Dictionary<string, string> { ["homelab/node"] = "token: \"[secret]\"\n" };

        var result = await cli.Run("render", "--stack", "lab", "--out", "out");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("homelab/node", Files(cli));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData("")]
    public async Task Refuses_machine_files_outside_of_the_directory(string path)
    {
        using var cli = new Cli();
        cli.Files = new Dictionary<string, string> { [path] = "text" };

        var result = await cli.Run("render", "--stack", "lab", "--out", "out");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("lies outside of the output directory", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_equal_kinds_of_two_groups_apart()
    {
        using var cli = new Cli { Files = NoFiles };
        cli.Program = () =>
        {
            foreach (var group in (string[])["serving.knative.dev/v1", "v1"])
            {
                var metadata = new Pulumi.InputMap<object> { ["name"] = "web", ["namespace"] = "team" };
                _ = new SampleObject(group, "Service", group.Replace('/', '-'), new() { Metadata = metadata });
            }
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
        };

        await cli.Run("render", "--stack", "lab", "--out", "out");

        Assert.Equal(
            [
                ".basecamp-render",
                "kubernetes/other/team/service-web.yaml",
                "kubernetes/other/team/service.serving.knative.dev-web.yaml",
            ], Files(cli));
    }

    [Fact]
    public async Task Refuses_two_resources_that_are_one_object()
    {
        using var cli = new Cli();
        cli.Program = () =>
        {
            foreach (var name in (string[])["one", "two"])
                _ = new SampleObject("v1", "ConfigMap", name, new() { Metadata = new() { ["name"] = "same", ["namespace"] = "team" } });
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
        };

        var result = await cli.Run("render", "--stack", "lab", "--out", "out");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("ConfigMap team/same is declared twice", result.Output, StringComparison.Ordinal);
    }
}
