using Basecamp.Cli.Tests.Sample;
using Pulumi;
using Pulumi.Random;

namespace Basecamp.Cli.Tests.Preview;

public class PreviewTests
{
    [Fact]
    public async Task Shows_the_tree_by_tier_with_what_each_resource_waits_for()
    {
        using var cli = new Cli();

        var result = await cli.Run("preview", "--stack", "lab");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        Assert.Equal(
            """
            basecamp preview of lab  Pulumi.lab.yaml · homelab, platform, apps

            homelab ─────────────────────────────────────────────────────────────────────────────── 14 resources
            ├─ k3s-token            RandomPassword  length 48
            ├─ server-1             K3sServer       192.168.70.11 · server
            │  ├─ server-1-prepare  remote command  192.168.70.11
            │  ├─ server-1-install  remote command  192.168.70.11 · waits for …-prepare
            │  └─ server-1-ready    remote command  192.168.70.11 · waits for …-install
            ├─ server-2             K3sServer       192.168.70.12 · server
            │  ├─ server-2-prepare  remote command  192.168.70.12
            │  ├─ server-2-install  remote command  192.168.70.12 · waits for …-prepare
            │  └─ server-2-ready    remote command  192.168.70.12 · waits for …-install, server-1
            └─ agent-1              K3sAgent        192.168.70.21 · agent
               ├─ agent-1-prepare   remote command  192.168.70.21
               ├─ agent-1-install   remote command  192.168.70.21 · waits for …-prepare
               └─ agent-1-ready     remote command  192.168.70.21 · waits for …-install, server-2

            9 remote commands · 2 K3sServer · 1 HomelabTier · 1 K3sAgent · 1 RandomPassword

            platform ─────────────────────────────────────────────────────────────────────────────── 5 resources
            ├─ ingress          Namespace      ingress-system
            ├─ ingress-allow-1  NetworkPolicy  ingress-system/allow-1 · waits for ingress
            ├─ ingress-allow-2  NetworkPolicy  ingress-system/allow-2 · waits for ingress
            └─ registry-login   Secret         ingress-system/registry-login

            2 NetworkPolicy · 1 Namespace · 1 PlatformTier · 1 Secret

            apps ─────────────────────────────────────────────────────────────────────────────────── 2 resources
            └─ triage  Deployment  triage/triage · 2 replicas · ghcr.io/basecamp/triage:1.4.0

            1 AppsTier · 1 Deployment

            ! 2 warnings

              basecamp:nodes[0]  Pulumi.lab.yaml:5
                no host key is pinned.
                Likewise in 1 other place (--all lists them)

            preview of lab: 21 resources, 0 findings (offline: nothing was contacted)

            """, result.Output);
    }

    [Fact]
    public async Task Reports_every_problem_of_the_config_with_its_line()
    {
        using var cli = new Cli();
        cli.Write("Pulumi.lab.yaml", Cli.Lab
            .Replace("192.168.70.12", "x", StringComparison.Ordinal)
            .Replace("192.168.70.21", "y", StringComparison.Ordinal));

        var result = await cli.Run("preview", "--stack", "lab");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            """
            basecamp preview of lab  Pulumi.lab.yaml

            ✗ 2 problems in the configuration

              basecamp:nodes[1].address  Pulumi.lab.yaml:6
                'x' is not an IP address. Write it as in 192.168.70.11.

              basecamp:nodes[2].address  Pulumi.lab.yaml:7
                'y' is not an IP address. Write it as in 192.168.70.11.

            ! 2 warnings

              basecamp:nodes[0]  Pulumi.lab.yaml:5
                no host key is pinned.
                Likewise in 1 other place (--all lists them)

            preview of lab: failed with 2 problems (offline: nothing was contacted)

            """, result.Output);
    }

    [Fact]
    public async Task Missing_config_is_a_problem_of_the_config()
    {
        using var cli = new Cli();
        cli.Program = () => throw new InvalidOperationException(new Config().Require("absent"));

        var result = await cli.Run("preview", "--stack", "lab");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("basecamp:absent", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_fails_the_preview_and_says_how_to_fix_it()
    {
        using var cli = new Cli();
        cli.Write("Pulumi.lab.yaml", Cli.Lab + "  basecamp:greeting: \"[secret]\"\n");

        var result = await cli.Run("preview", "--stack", "lab");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("  BC001  triage  Deployment\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("         Fix: ", result.Output, StringComparison.Ordinal);
        Assert.Equal("preview of lab: 21 resources, 1 finding (offline: nothing was contacted)", result.LastLine);
    }

    [Fact]
    public async Task A_failing_program_is_an_internal_error_with_its_origin()
    {
        using var cli = new Cli();
        cli.Program = () => throw new NotSupportedException("no such CNI");

        var result = await cli.Run("preview", "--stack", "lab");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("no such CNI", result.Output, StringComparison.Ordinal);
        Assert.Contains("NotSupportedException at Basecamp.Cli.Tests.Preview.PreviewTests", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folds_long_runs_unless_asked_for_all()
    {
        using var cli = new Cli();
        cli.Write("Pulumi.lab.yaml", Cli.Lab + "  basecamp:policies: 12\n");

        var folded = await cli.Run("preview", "--stack", "lab");
        var all = await cli.Run("preview", "--stack", "lab", "--all");

        Assert.Contains("├─ … 8 more NetworkPolicy (--all shows them)\n", folded.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ingress-allow-5", folded.Output, StringComparison.Ordinal);
        Assert.Contains("ingress-allow-12", all.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("more NetworkPolicy", all.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(160)]
    public async Task A_shipped_stack_fits_the_terminal_and_nothing_is_cut_to_a_riddle(int width)
    {
        foreach (var stack in (string[])["dev", "lab", "ha"])
        {
            await using var output = new StringWriter();
            Assert.Equal(0, await BasecampCli.RunAsync(
                ["preview", "--stack", stack], new() { Output = output, Error = output, Directory = RealProcess.RepositoryRoot, Width = width }));

            var lines = output.ToString().Split('\n');
            Assert.Equal([], lines.Where(line => line.Length > width));
            // Whole or not at all: `· wa…epare` says nothing.
            Assert.Equal([], lines.Where(line => line.Contains(" · w", StringComparison.Ordinal) && !line.Contains(" · waits for ", StringComparison.Ordinal)));
            Assert.DoesNotContain(lines, line => line.EndsWith('…') && !line.StartsWith("basecamp", StringComparison.Ordinal));
            Assert.DoesNotMatch(@"(?m)(^|[ ·])1 (resources|findings|replicas|workloads|rules|nodes|pods|remote commands|Helm releases)( |$|,)", output.ToString());
            Assert.DoesNotMatch(@"(?m)(^|[ ·])([02-9]|\d\d+) (resource|finding|replica|workload|rule|node|pod|remote command|Helm release)( |$|,)", output.ToString());
        }
    }

    [Fact]
    public async Task Lists_every_place_of_a_warning_when_asked_for_all()
    {
        using var cli = new Cli();

        var result = await cli.Run("preview", "--stack", "lab", "--all");

        Assert.Contains("    Likewise in 1 other place:\n      basecamp:nodes[1]\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 80)]
    [InlineData(80, 80)]
    [InlineData(120, 120)]
    [InlineData(500, 200)]
    public async Task No_line_is_longer_than_the_terminal(int terminal, int limit)
    {
        using var cli = new Cli { Width = terminal };
        const string longName = "a-server-with-a-name-that-is-as-long-as-a-host-name-may-be-63-chars";
        cli.Write("Pulumi.lab.yaml", Cli.Lab.Replace("server-2", longName, StringComparison.Ordinal));

        var result = await cli.Run("preview", "--stack", "lab");

        Assert.All(result.Lines, line => Assert.True(line.Length <= limit, line));
        Assert.Contains(result.Lines, line => line.Length == limit);
    }

    [Fact]
    public async Task Ascii_means_ascii()
    {
        using var cli = new Cli();

        var result = await cli.Run("preview", "--stack", "lab", "--ascii");

        Assert.All(result.Output, character => Assert.True(char.IsAscii(character), $"{character}"));
        Assert.Contains("`- ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colour_changes_nothing_but_colour()
    {
        using var plain = new Cli();
        using var coloured = new Cli { HasColour = true };

        var expected = await plain.Run("preview", "--stack", "lab");
        var result = await coloured.Run("preview", "--stack", "lab");

        Assert.DoesNotContain("\u001b", expected.Output, StringComparison.Ordinal);
        Assert.Contains("\u001b[", result.Output, StringComparison.Ordinal);
        Assert.Equal(expected.Lines, Uncoloured(result.Output).TrimEnd('\n').Split('\n').Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task Never_prints_a_secret()
    {
        using var cli = new Cli();
        cli.Program = () =>
        {
            var password = new RandomPassword("password", new() { Length = 20 });
            _ = new SampleObject("v1", "ConfigMap", "leaky", new()
            {
                Metadata = new() { ["name"] = Output.Unsecret(password.Result) },
                Data = new() { ["hidden"] = Output.CreateSecret("correct-horse-battery") },
            });
            var outputs = new Dictionary<string, object?> { ["token"] = Output.CreateSecret("staple-staple") };
            return Task.FromResult<IDictionary<string, object?>>(outputs);
        };
        var recorded = await Testing.RecordedStack.RunAsync(() => _ = new RandomPassword("password", new() { Length = 20 }));
        var password = (string)recorded.Resources[0].Outputs["result"].Value!;

        foreach (var format in (string[])["text", "json"])
        {
            var result = await cli.Run("preview", "--stack", "lab", "--output", format);

            Assert.Equal(1, result.ExitCode);
            Assert.Contains("BC001", result.Output, StringComparison.Ordinal);
            foreach (var secret in (string[])[password, "correct-horse-battery", "staple-staple"])
                Assert.DoesNotContain(secret, result.Output, StringComparison.Ordinal);
        }
    }

    static string Uncoloured(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\u001b\\[[0-9;]*m", "");
}
