namespace Basecamp.Cli.Tests;

/// <summary>The first screen of the README is what a newcomer gets.</summary>
public sealed class ReadmeTests
{
    const string Left = "…";

    [Fact]
    public async Task The_sample_is_the_real_output_of_the_command_above_it()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(RealProcess.RepositoryRoot, "README.md"));
        Assert.Contains("```sh\n./basecamp preview --stack ha\n```", readme, StringComparison.Ordinal);
        var sample = readme.Split("```text\n")[1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);

        using var output = new StringWriter();
        var code = await BasecampCli.RunAsync(
            ["preview", "--stack", "ha"], new() { Output = output, Error = output, Directory = RealProcess.RepositoryRoot, Width = 100 });

        Assert.Equal(ExitCode.Fine, code);
        // In the same order; what is left out is marked.
        var lines = output.ToString().Split('\n').Select(line => line.TrimEnd()).ToList();
        var at = -1;
        Assert.All(sample.Where(line => line != Left), line => Assert.True((at = lines.IndexOf(line, at + 1)) >= 0, $"The preview has no line: {line}"));
        Assert.Contains(Left, sample);
    }
}
