using System.Diagnostics;
using System.Text.RegularExpressions;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests;

/// <summary>jq programs in the documentation: jq accepts each, and that for a machine's preflight report prints the report.</summary>
[Trait("Needs", "jq")]
public sealed partial class JqCommandTests
{
    const int DoesNotCompile = 3;

    public static TheoryData<string> Programs =>
        [.. Directory.EnumerateFiles(RepositoryFiles.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .SelectMany(page => Program().Matches(File.ReadAllText(page)).Select(match => match.Groups["program"].Value)).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Is_a_program(string program) => Assert.NotEqual(DoesNotCompile, (await Run(program, "null")).Code);

    [Fact]
    public async Task A_broken_program_would_be_found() => Assert.Equal(DoesNotCompile, (await Run(".a[", "null")).Code);

    // Source: apitype.SecretV1 and pkg/resource/stack/deployment.go of pulumi/pulumi: with --show-secrets a secret is an object with its value as JSON.
    [Fact]
    public async Task The_preflight_report_is_printed_as_text()
    {
        var page = File.ReadAllText(RepositoryFiles.PathOf("docs/runbooks/k3s-install.md"));
        var program = Program().Match(page).Groups["program"].Value.Replace("<cluster>-<node>", "ha-cp1", StringComparison.Ordinal);
        const string export = """
            { "version": 3, "deployment": { "resources": [
              { "urn": "urn:pulumi:ha::basecamp::pulumi:pulumi:Stack::basecamp-ha", "type": "pulumi:pulumi:Stack" },
              { "urn": "urn:pulumi:ha::basecamp::a$command:remote:Command::ha-cp1-host-preflight", "outputs": {
                "stdout": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": "\"ok     memory 8 GiB\\nwarn   fsync 12 ms\"" } } },
              { "urn": "urn:pulumi:ha::basecamp::a$command:remote:Command::ha-cp2-host-preflight", "outputs": {
                "stdout": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": "\"another machine\"" } } }
            ] } }
            """;

        Assert.Equal((0, "ok     memory 8 GiB\nwarn   fsync 12 ms\n"), await Run(program, export));
    }

    static async Task<(int Code, string Output)> Run(string program, string input)
    {
        // A file: jq does not read its standard input when the program is broken.
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, input);
        using var jq = Process.Start(new ProcessStartInfo("jq", ["-r", program, file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (jq.StandardOutput.ReadToEndAsync(), jq.StandardError.ReadToEndAsync());
        await jq.WaitForExitAsync();
        await error;
        File.Delete(file);
        return (jq.ExitCode, await output);
    }

    [GeneratedRegex(@"\bjq (?:-\w+ )*'(?<program>[^']+)'")]
    private static partial Regex Program();
}
