using System.Collections.Immutable;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Platform.Tests.Rules;

/// <summary>
/// Every alert of the platform and of apps, read and run by Prometheus' own tool: it parses, it fires when it must, and it stays silent when it
/// must. Proves the rules on the series of the test files, not that a cluster has such series.
/// </summary>
[Trait("Category", "Long")]
[Trait("Needs", "promtool")]
public sealed class PromtoolTests
{
    public static TheoryData<string> Tests => [.. Alerts.TestFiles.Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Promtool_reads_every_rule()
    {
        using var directory = await Written();
        var (exitCode, output) = await Promtool.Run(["check", "rules", .. Directory.GetFiles(directory.Path, "*-alerts.yaml")]);
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("FAILED", output, StringComparison.Ordinal);
        Assert.NotEmpty(await Alerts.Rendered.Value);
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public async Task Alerts_fire_and_stay_silent_as_the_test_file_says(string file)
    {
        using var directory = await Written();
        var (exitCode, output) = await Promtool.Run("test", "rules", Path.Combine(directory.Path, file));
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task A_rule_that_does_not_parse_would_be_found()
    {
        using var directory = await Written();
        var path = Path.Combine(directory.Path, "broken.yaml");
        await File.WriteAllTextAsync(path, "groups: [{name: g, rules: [{alert: A, expr: 'up =='}]}]");
        Assert.NotEqual(0, (await Promtool.Run("check", "rules", path)).ExitCode);
    }

    [Fact]
    public async Task A_wrong_expectation_would_be_found()
    {
        using var directory = await Written();
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "any.yaml"), "groups: [{name: g, rules: [{alert: A, expr: 'up == 0'}]}]");
        var path = Path.Combine(directory.Path, "wrong.yaml");
        await File.WriteAllTextAsync(path, """
            rule_files: [any.yaml]
            tests: [{input_series: [{series: up, values: '0x10'}], alert_rule_test: [{alertname: A, eval_time: 5m, exp_alerts: []}]}]
            """);
        Assert.NotEqual(0, (await Promtool.Run("test", "rules", path)).ExitCode);
    }

    static async Task<Written> Written()
    {
        var directory = new Written();
        foreach (var rule in await Alerts.Rendered.Value)
            await File.WriteAllTextAsync(
                Path.Combine(directory.Path, $"{rule.Name}.yaml"), CanonicalYaml.Write((ImmutableDictionary<string, object>)rule.Body["spec"]));
        foreach (var test in Alerts.TestFiles)
            File.Copy(test, Path.Combine(directory.Path, Path.GetFileName(test)));
        return directory;
    }
}

/// <summary>A directory with the rendered rules and the tests beside them.</summary>
sealed class Written : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("basecamp-rules-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
