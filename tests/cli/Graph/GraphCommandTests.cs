using System.Text.RegularExpressions;
using Basecamp.Cli.Files;
using Basecamp.Cli.Tests.Sample;
using Pulumi;

namespace Basecamp.Cli.Tests.Graph;

public class GraphCommandTests
{
    static string ReadPage(Cli cli, string name = "lab.html") => File.ReadAllText(cli.Path(name));

    [Fact]
    public async Task Writes_one_file_and_says_what_is_in_it()
    {
        using var cli = new Cli();

        var result = await cli.Run("graph", "--stack", "lab", "--out", "lab.html");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        Assert.Equal("graph of lab: 2 namespaces, 1 workload, 1 allowed path in lab.html", result.LastLine);
        Assert.Equal(["Pulumi.lab.yaml", "Pulumi.yaml", "lab.html"],
            Directory.GetFiles(cli.Directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.StartsWith("<!doctype html>\n", ReadPage(cli), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_input_gives_equal_bytes()
    {
        using var cli = new Cli();

        await cli.Run("graph", "--stack", "lab", "--out", "lab.html");
        await cli.Run("graph", "--stack", "lab", "--out", "again.html");

        Assert.Equal(File.ReadAllBytes(cli.Path("lab.html")), File.ReadAllBytes(cli.Path("again.html")));
    }

    [Fact]
    public async Task Says_what_it_does_not_show()
    {
        using var cli = new Cli();

        var result = await cli.Run("graph", "--stack", "lab", "--out", "lab.html");

        Assert.Contains("not shown: Machines and cluster: another stack owns them.\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("<li>Machines and cluster: another stack owns them.</li>", ReadPage(cli), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_not_on_the_page()
    {
        using var cli = new Cli();

        await cli.Run("graph", "--stack", "lab", "--out", "lab.html");

        var page = ReadPage(cli);
        foreach (var secret in new[] { "[secret]", "cGFzc3dvcmQ=", "abcdef123456" })
            Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("correct-horse-7")]
    [InlineData("correct&horse-7")]
    public async Task A_page_that_would_hold_a_secret_is_not_written(string secret)
    {
        using var cli = new Cli
        {
            Program = () =>
            {
                _ = new SampleObject("v1", "Secret", "owner", new() { Data = Output.CreateSecret(new Dictionary<string, string> { ["key"] = secret }) });
                _ = new SampleObject("apps/v1", "Deployment", "leaky", new()
                {
                    Metadata = new InputMap<object> { ["name"] = secret, ["namespace"] = "default" },
                    Spec = new InputMap<object> { ["replicas"] = 1 },
                });
                return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
            },
        };

        var result = await cli.Run("graph", "--stack", "lab", "--out", "lab.html");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nothing was written", result.LastLine, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(cli.Path("lab.html")));
    }

    [Fact]
    public async Task Policies_that_cannot_be_evaluated_are_reported_and_no_path_is_drawn()
    {
        using var cli = new Cli
        {
            Program = () =>
            {
                _ = new SampleObject("networking.k8s.io/v1", "NetworkPolicy", "odd", new()
                {
                    Metadata = new InputMap<object> { ["name"] = "odd", ["namespace"] = "default" },
                    Spec = new InputMap<object> { ["podSelector"] = new Dictionary<string, object>(), ["allow"] = "all" },
                });
                return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
            },
        };

        var result = await cli.Run("graph", "--stack", "lab", "--out", "lab.html");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Who may talk to whom: NetworkPolicy default/odd allow: is not known", result.Output, StringComparison.Ordinal);
        Assert.Contains("0 allowed paths", result.LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guardrail_finding_fails_the_command_and_the_picture_is_drawn_all_the_same()
    {
        using var cli = new Cli
        {
            Program = () =>
            {
                _ = new Pulumi.Command.Local.Command("loud", new() { Create = "true" });
                return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
            },
        };

        var result = await cli.Run("graph", "--stack", "lab", "--out", "lab.html");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("BC003", result.Output, StringComparison.Ordinal);
        Assert.Equal("graph of lab: 0 namespaces, 0 workloads, 0 allowed paths in lab.html", result.LastLine);
        Assert.True(File.Exists(cli.Path("lab.html")));
    }

    [Fact]
    public async Task An_invalid_config_writes_nothing()
    {
        using var cli = new Cli();
        cli.Write("lab.html", "old");
        cli.Write("Pulumi.lab.yaml", Cli.Lab.Replace("192.168.70.12", "x", StringComparison.Ordinal));

        var result = await cli.Run("graph", "--stack", "lab", "--out", "lab.html");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("graph of lab: nothing was written", result.LastLine);
        Assert.Equal("old", ReadPage(cli));
    }

    [Fact]
    public async Task A_failing_program_writes_nothing()
    {
        using var cli = new Cli { Program = () => throw new InvalidOperationException("broken") };

        var result = await cli.Run("graph", "--stack", "lab", "--out", "lab.html");

        Assert.Equal(3, result.ExitCode);
        Assert.False(File.Exists(cli.Path("lab.html")));
    }

    [Theory]
    [InlineData(new[] { "graph", "--stack", "lab" }, "Option '--out' is required.")]
    [InlineData(new[] { "graph", "--out", "x.html" }, "Which stack? Add --stack <name>, for example --stack lab.")]
    [InlineData(new[] { "graph", "--stack", "lab", "--ou", "x.html" }, "Unknown option '--ou'. Did you mean '--out'?")]
    public async Task A_wrong_command_line_is_explained(string[] args, string message)
    {
        using var cli = new Cli();

        var result = await cli.Run(args);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"{message}\nRun 'basecamp graph --help' for the options.\n", result.Error);
    }

    [Fact]
    public async Task A_directory_in_the_way_is_explained()
    {
        using var cli = new Cli();
        cli.Write("docs/x", "");

        var result = await cli.Run("graph", "--stack", "lab", "--out", "docs");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("docs is a directory. Name a file in it, for example docs/lab.html.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_can_go_to_standard_output_with_nothing_else_in_it()
    {
        using var cli = new Cli();
        await cli.Run("graph", "--stack", "lab", "--out", "lab.html");

        var result = await cli.Run("graph", "--stack", "lab", "--out", "-");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(ReadPage(cli), result.Output);
        Assert.EndsWith("graph of lab: 2 namespaces, 1 workload, 1 allowed path on standard output\n", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(cli.Path("-")));
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("link")]
    public async Task What_is_no_file_is_never_replaced(string output)
    {
        using var cli = new Cli();
        File.CreateSymbolicLink(cli.Path("link"), "/dev/null");

        var result = await cli.Run("graph", "--stack", "lab", "--out", output);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"refused: {output} is a device, pipe or socket, which a file would replace. Name a file, or - for standard output.\n", result.Output, StringComparison.Ordinal);
        Assert.Equal("/dev/null", new FileInfo(cli.Path("link")).LinkTarget);
        Assert.Equal(FileKind.Special, FileKinds.Of("/dev/null"));
        Assert.Equal(["Pulumi.lab.yaml", "Pulumi.yaml", "link"], Directory.GetFileSystemEntries(cli.Directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("old")]
    [InlineData(null)]
    public async Task A_link_to_a_file_stays_a_link(string? before)
    {
        using var cli = new Cli();
        Directory.CreateDirectory(cli.Path("site"));
        File.CreateSymbolicLink(cli.Path("lab.html"), cli.Path("site/today.html"));
        if (before is not null)
            cli.Write("site/today.html", before);
        cli.Write("lab.html.new", "mine");

        var result = await cli.Run("graph", "--stack", "lab", "--out", "lab.html");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(cli.Path("site/today.html"), new FileInfo(cli.Path("lab.html")).LinkTarget);
        Assert.StartsWith("<!doctype html>\n", ReadPage(cli, "site/today.html"), StringComparison.Ordinal);
        Assert.Equal("mine", ReadPage(cli, "lab.html.new"));
    }

    [Fact]
    public async Task A_directory_that_does_not_exist_is_explained()
    {
        using var cli = new Cli();

        var result = await cli.Run("graph", "--stack", "lab", "--out", "nowhere/lab.html");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nowhere/lab.html is in a directory that does not exist. Make it first.", result.Output, StringComparison.Ordinal);
        Assert.Equal("graph of lab: nothing was written", result.LastLine);
    }

    [Fact]
    public async Task The_stack_ha_is_drawn_whole()
    {
        using var cli = new Cli();
        var file = cli.Path("ha.html");
        await using var output = new StringWriter();

        var code = await BasecampCli.RunAsync(["graph", "--stack", "ha", "--out", file],
            new() { Output = output, Error = output, Directory = RealProcess.RepositoryRoot });

        // Whether that stack passes the guardrails is asserted elsewhere; it is drawn either way.
        Assert.True(code is ExitCode.Fine or ExitCode.Unfit, output.ToString());
        Assert.Matches("graph of ha: [0-9]+ namespaces, [0-9]+ workloads, [0-9]+ allowed paths in ", output.ToString());
        var page = ReadPage(cli, "ha.html");
        Assert.Equal(["cp1", "cp2", "cp3", "w1", "w2", "w3"],
            Regex.Matches(page, """<li class="box">.*?<b>(.*?)</b>""").Select(match => match.Groups[1].Value));
        Assert.Contains("192.168.70.10:6443", page, StringComparison.Ordinal);
        Assert.Contains("192.168.70.200–192.168.70.220", page, StringComparison.Ordinal);
        Assert.Contains("<td>cert-manager-system/cert-manager</td><td>API server</td><td>6443/TCP</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", page, StringComparison.Ordinal);
    }
}
