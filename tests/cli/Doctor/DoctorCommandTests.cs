using System.Text.Json;

namespace Basecamp.Cli.Tests.Doctor;

public sealed class DoctorCommandTests : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("basecamp-doctor-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_living_ha_has_nothing_and_is_what_its_stack_declares()
    {
        (await LivingStack.OfAsync("ha")).Write(directory);

        var result = await Doctor("--stack", "ha");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("doctor: nothing is wrong with the cluster, as far as was seen", result.LastLine);
    }

    [Theory]
    [InlineData("Service", "shop", "shop", "declared-missing")]
    [InlineData("Deployment", "shop", "shop", "declared-missing")]
    public async Task What_the_stack_declares_and_is_gone_is_named(string kind, string ns, string name, string check)
    {
        var living = await LivingStack.OfAsync("ha");
        living.Remove(kind, ns, name);
        living.Write(directory);

        var result = await Doctor("--stack", "ha", "--output", "json");

        Assert.Equal(1, result.ExitCode);
        var findings = JsonDocument.Parse(result.Output).RootElement.GetProperty("findings").EnumerateArray().ToList();
        Assert.Contains(findings, finding => finding.GetProperty("check").GetString() == check && finding.GetProperty("object").GetProperty("name")
            .GetString() == name);
    }

    [Fact]
    public async Task A_port_that_somebody_changed_by_hand_is_told_with_the_declared_one()
    {
        var living = await LivingStack.OfAsync("ha");
        living.Find("Service", "shop", "shop")["spec"]!["ports"]![0]!["targetPort"] = 3000;
        living.Write(directory);

        var result = await Doctor("shop/shop", "--stack", "ha");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is 3000, declared", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("doctor not!valid --dump x", 2, "'not!valid' is none of NAMESPACE, NAMESPACE/APP, a URL with its host, and node/NAME.")]
    [InlineData("doctor --dump x --context lab", 2, "'--dump' reads a directory; leave out '--kubeconfig' and '--context'.")]
    [InlineData("doctor --timeout 0", 2, "'--timeout 0' is not a number of seconds from 5 to 1800.")]
    [InlineData("doctor --dump nowhere", 3, "nowhere does not exist.")]
    [InlineData("doctor --kubeconfig nowhere", 3, "There is no kubeconfig:")]
    [InlineData("bundle --out x --kubeconfig nowhere", 3, "There is no kubeconfig:")]
    public async Task What_cannot_be_read_is_explained(string line, int code, string message)
    {
        using var cli = new Cli();

        var result = await cli.Run(line.Split(' '));

        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_line_but_a_command_is_wider_than_the_terminal_and_no_control_character_gets_through()
    {
        var living = await LivingStack.OfAsync("ha");
        living.Find("Namespace", null!, "shop")["metadata"]!["deletionTimestamp"] = "2026-11-28T10:00:00Z";
        living.Find("Namespace", null!, "shop")["status"] = System.Text.Json.Nodes.JsonNode.Parse(
            """{ "conditions": [{ "type": "NamespaceFinalizersRemaining", "status": "True", "message": "a\u001b[2Jvery long message\nwith lines that goes on and on, longer than any terminal is wide, so that it has to be broken" }] }""");
        living.Write(directory);

        foreach (var width in (int[])[80, 160])
        {
            var lines = (await Doctor(width)).Lines;
            Assert.DoesNotContain(lines, line => line.Any(char.IsControl));
            Assert.DoesNotContain(lines, line => line.Length > width && !line.Contains("kubectl", StringComparison.Ordinal));
        }
    }

    Task<CliResult> Doctor(params string[] args) => Doctor(100, args);

    async Task<CliResult> Doctor(int width, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await BasecampCli.RunAsync(["doctor", .. args, "--dump", directory],
            new() { Output = output, Error = error, Directory = RealProcess.RepositoryRoot, Width = width });
        return new(code, output.ToString(), error.ToString());
    }
}
