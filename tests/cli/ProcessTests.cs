namespace Basecamp.Cli.Tests;

/// <summary>The built command as a user starts it, with basecamp's own program, its output in a pipe.</summary>
public class ProcessTests
{
    [Theory]
    [InlineData(0, "--version")]
    [InlineData(0, "preview", "--help")]
    [InlineData(0, "preview", "--stack", "lab")]
    [InlineData(1, "preview", "--stack", "nowhere")]
    [InlineData(2, "preview")]
    [InlineData(2, "nonsense")]
    public async Task Exit_codes_reach_the_shell_and_a_pipe_gets_plain_text(int code, params string[] args)
    {
        var result = await Run(args);

        Assert.True(code == result.Code, result.Output + result.Error);
        Assert.DoesNotContain('\u001b', result.Output + result.Error);
        Assert.All(result.Output.Split('\n'), line => Assert.True(line.Length <= 120, line));
        Assert.Equal(code is 0 ? "" : result.Error, result.Error);
    }

    [Theory]
    [InlineData(true, false, "xterm-256color", null)]
    [InlineData(true, false, "xterm-256color", "")]
    [InlineData(false, false, "xterm-256color", "1")]
    [InlineData(false, false, "dumb", null)]
    [InlineData(false, false, null, null)]
    [InlineData(false, true, "xterm-256color", null)]
    public void Colour_needs_a_terminal_and_no_NO_COLOR(bool colour, bool redirected, string? term, string? noColor) =>
        Assert.Equal(colour, CliContext.CanColour(redirected, term, noColor));

    static Task<(int Code, string Output, string Error)> Run(string[] args) => RealProcess.RunAsync(
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "basecamp.dll"), .. args])
        {
            WorkingDirectory = RealProcess.RepositoryRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
}
