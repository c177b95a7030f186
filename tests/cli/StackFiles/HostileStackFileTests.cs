using System.Text;

namespace Basecamp.Cli.Tests.StackFiles;

/// <summary>Files that are no settings, or that stand for far more than they hold.</summary>
public sealed class HostileStackFileTests
{
    [Fact]
    public async Task Aliases_of_aliases_are_bounded()
    {
        var lines = Enumerable.Range(1, 12).Select(level => $"  l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 9))}]").Prepend("  l0: &l0 [x]");
        var result = await Preview(Encoding.UTF8.GetBytes("config:\n" + string.Join('\n', lines) + '\n'));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("it holds more than 200,000 values, those that aliases stand for included.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merged_aliases_are_bounded_too()
    {
        var lines = Enumerable.Range(1, 12).Select(level => $"  l{level}: &l{level} {{{string.Join(", ", Enumerable.Range(0, 9).Select(key => $"k{key}: *l{level - 1}"))}}}").Prepend("  l0: &l0 {a: b}");
        var result = await Preview(Encoding.UTF8.GetBytes("config:\n" + string.Join('\n', lines) + "\n  basecamp:x:\n    <<: *l12\n"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("it holds more than 200,000 values", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_nested_lists_are_refused_with_the_limit()
    {
        var result = await Preview(Encoding.UTF8.GetBytes($"config:\n  basecamp:a: {new string('[', 10_000)}{new string(']', 10_000)}\n"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("it is nested more than 100 levels deep.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_values_are_read()
    {
        var list = string.Join(", ", Enumerable.Range(0, 100_000));
        var result = await Preview(Encoding.UTF8.GetBytes($"{Cli.Lab}  sample:a: [{list}]\n"));
        Assert.DoesNotContain("it holds more than", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Utf_16_with_its_mark_is_read() =>
        Assert.DoesNotContain("UTF-8", (await Preview([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Cli.Lab)])).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 0x63, 0x3a, 0x20, 0xfc, 0x0a }, "Pulumi.lab.yaml: is not UTF-8, the encoding of YAML.")]
    [InlineData(new byte[] { 0x63, 0x3a, 0x20, 0x00, 0x0a }, "Pulumi.lab.yaml: is not text: it holds NUL bytes.")]
    public async Task What_is_not_text_is_refused(byte[] content, string message)
    {
        var result = await Preview(content);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/urandom")]
    public async Task What_has_no_end_is_refused(string device)
    {
        using var cli = new Cli();
        var result = await cli.Run("preview", "--stack", "lab", "--config", device);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is larger than 8 MiB, the most that a stack file may have.", result.Error, StringComparison.Ordinal);
    }

    static async Task<CliResult> Preview(byte[] content)
    {
        using var cli = new Cli();
        File.WriteAllBytes(Path.Combine(cli.Directory, "Pulumi.lab.yaml"), content);
        return await cli.Run("preview", "--stack", "lab");
    }
}
