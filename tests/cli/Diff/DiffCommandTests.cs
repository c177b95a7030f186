using System.Text.Json;
using static Basecamp.Cli.Tests.Diff.States;

namespace Basecamp.Cli.Tests.Diff;

public sealed class DiffCommandTests
{
    static Cli Directories(string before, string after, int width = 100)
    {
        var cli = new Cli { Width = width };
        cli.Write("old/all.yaml", before);
        cli.Write("new/all.yaml", after);
        return cli;
    }

    [Theory]
    [InlineData(0, "3", "3", "change")]
    [InlineData(0, "3", "4", "danger")]
    [InlineData(1, "3", "4", "change")]
    [InlineData(0, "3", "2", "danger")]
    [InlineData(1, "3", "2", "caution")]
    [InlineData(1, "3", "0", "danger")]
    [InlineData(0, "3", "0", "never")]
    public async Task The_exit_code_tells_how_grave_it_is(int code, string before, string after, string failOn)
    {
        using var cli = Directories(Deployment(replicas: before), Deployment(replicas: after));

        Assert.Equal(code, (await cli.Run("diff", "old", "new", "--fail-on", failOn)).ExitCode);
    }

    [Fact]
    public async Task Shows_people_the_dangerous_first()
    {
        using var cli = Directories(Deployment(replicas: "3"), Deployment(replicas: "0"));

        var result = await cli.Run("diff", "old", "new");

        Assert.Equal(
            """
            basecamp diff  old → new

            danger  Fewer replicas  DG060
                    Deployment shop/web spec.replicas: 3 → 0.
                    Why: The rest carries the load, and with one left every restart is an outage.
                    Do: Check load and quorum, and lower it in steps.

            shop ───────────────────────────────────────────────────────────────────────────────────── 1 changed
            ~ Deployment shop/web  danger
                - spec.replicas: 3
                + spec.replicas: 0

            diff: 1 dangerous · 1 changed in 1 app

            """, result.Output);
    }

    static readonly string Gone = string.Concat(((string[])["a", "b", "c", "d", "e"]).Select(name => Object("v1", "ConfigMap", name, $"data: {{key: {name}}}", "old")))
        + Object("v1", "PersistentVolumeClaim", "data", "spec: {}", "old") + Object("v1", "Service", "web", "spec: {}", "old");

    [Fact]
    public async Task Tells_that_an_app_goes_in_one_line_and_names_what_is_dangerous_about_it()
    {
        using var cli = Directories(Gone + Deployment(), Deployment());

        var lines = (await cli.Run("diff", "old", "new")).Output.Split('\n');

        var start = Array.FindIndex(lines, line => line.StartsWith("old ──", StringComparison.Ordinal));
        Assert.EndsWith(" 7 removed", lines[start], StringComparison.Ordinal);
        Assert.Equal(["- 6 objects: 5 ConfigMap, 1 Service", "- PersistentVolumeClaim old/data  danger", ""], lines[(start + 1)..(start + 4)]);
    }

    [Fact]
    public async Task The_line_of_an_app_that_goes_fits_the_terminal_and_counts_the_kinds_that_do_not()
    {
        var kinds = ((string[])["CiliumClusterwideEnvoyConfig", "CiliumLoadBalancerIPPool", "CiliumL2AnnouncementPolicy", "Service"])
            .Select(kind => Object("example.org/v1", kind, "a", "spec: {}", "old"));
        using var cli = Directories(string.Concat(kinds) + Deployment(), Deployment(), width: 80);

        var lines = (await cli.Run("diff", "old", "new")).Output.Split('\n');

        Assert.Contains("- 4 objects: 1 CiliumClusterwideEnvoyConfig and 3 more kinds", lines);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task Objects_of_an_app_that_stays_are_shown_one_by_one()
    {
        using var cli = Directories(Gone + Object("v1", "ConfigMap", "kept", "data: {}", "old"), Object("v1", "ConfigMap", "kept", "data: {}", "old"));

        var output = (await cli.Run("diff", "old", "new")).Output;

        foreach (var name in (string[])["a", "b", "c", "d", "e"])
            Assert.Contains($"- ConfigMap old/{name}\n    - apiVersion: v1\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_machines_everything()
    {
        using var cli = Directories(Deployment(replicas: "3"), Deployment(replicas: "0"));

        using var json = JsonDocument.Parse((await cli.Run("diff", "old", "new", "--format", "json")).Output);

        var root = json.RootElement;
        Assert.Equal((1, 1, 1), (root.GetProperty("schemaVersion").GetInt32(), root.GetProperty("exitCode").GetInt32(), root.GetProperty("counts").GetProperty("danger").GetInt32()));
        var finding = root.GetProperty("findings")[0];
        Assert.Equal(("DG060", "danger", "Deployment shop/web"),
            (finding.GetProperty("id").GetString(), finding.GetProperty("severity").GetString(), finding.GetProperty("object").GetString()));
        var change = root.GetProperty("objects")[0];
        Assert.Equal(("changed", "all.yaml"), (change.GetProperty("change").GetString(), change.GetProperty("path").GetString()));
        Assert.Equal("""{"path":"spec.replicas","change":"changed","before":3,"after":0}""", JsonSerializer.Serialize(change.GetProperty("fields")[0]));
    }

    [Fact]
    public async Task A_render_of_the_sample_equals_itself()
    {
        using var cli = new Cli();
        await cli.Run("render", "--stack", "lab", "--out", "old");
        await cli.Run("render", "--stack", "lab", "--out", "new");

        var result = await cli.Run("diff", "old", "new", "--fail-on", "change");

        Assert.Equal((0, "basecamp diff  old → new\n\ndiff: no change\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task A_secret_in_a_checkout_is_never_shown_anywhere()
    {
        static string State(string password) => Object("v1", "Secret", "login", $"stringData: {{password: {password}}}")
            + Object("v1", "ConfigMap", "leak", $"data: {{url: 'https://me:{password}@x', other: {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(password))}}}");
        using var cli = Directories(State("hunter2hunter2"), State("geheim3geheim3"));

        foreach (var format in (string[])["text", "markdown", "json"])
        {
            var result = await cli.Run("diff", "old", "new", "--format", format);
            Assert.Contains("changed", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("geheim", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("aHVudGVy", result.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("What is to be compared?")]
    [InlineData("One state is missing.", "old")]
    [InlineData("not both", "old", "new", "--stack", "lab")]
    [InlineData("Which stack?", "--base", "main")]
    [InlineData("not with both", "--stack", "lab", "--base", "main", "--export", "x.json")]
    [InlineData("--head goes with --base", "--stack", "lab", "--export", "x.json", "--head", "main")]
    [InlineData("--max-bytes must be at least 2000", "old", "new", "--max-bytes", "10")]
    [InlineData("missing does not exist", "missing", "new")]
    public async Task A_wrong_command_line_is_explained(string message, params string[] args)
    {
        using var cli = Directories("a: 1", "a: 2");

        var result = await cli.Run(["diff", .. args]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
