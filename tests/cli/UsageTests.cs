namespace Basecamp.Cli.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--help")]
    [InlineData("preview --help")]
    [InlineData("render -h")]
    [InlineData("preview --stack lab --help")]
    [InlineData("--nonsense --help")]
    public async Task Help_names_options_and_exit_codes(string line)
    {
        using var cli = new Cli();

        var result = await cli.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Contains("2    wrong command line", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Help_lists_every_command()
    {
        using var cli = new Cli();

        var result = await cli.Run("--help");

        Assert.Contains("\n  preview ", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n  render ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_printed_with_that_of_the_linked_Pulumi_SDK()
    {
        using var cli = new Cli();

        var result = await cli.Run("--version");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+ \(Pulumi SDK (\d+\.\d+\.\d+-standin|[1-9]\d*\.\d+\.\d+)\)\n$", result.Output);
    }

    [Theory]
    [InlineData("preveiw", "Unknown command 'preveiw'. Did you mean 'preview'?")]
    [InlineData("xyzzy", "Unknown command 'xyzzy'.")]
    [InlineData("xyzzy --help", "Unknown command 'xyzzy'.")]
    [InlineData("--help preveiw", "Unknown command 'preveiw'. Did you mean 'preview'?")]
    [InlineData("preview --stak lab", "Unknown option '--stak'. Did you mean '--stack'?")]
    [InlineData("preview --stack lab --output xml", "Argument 'xml' not recognized.")]
    [InlineData("preview", "Which stack? Add --stack <name>, for example --stack lab.")]
    [InlineData("preview --stack", "Required argument missing for option: '--stack'.")]
    [InlineData("preview --stack lab extra", "Unknown argument 'extra'.")]
    [InlineData("render --stack lab", "Option '--out' is required.")]
    public async Task A_wrong_command_line_is_explained(string line, string message)
    {
        using var cli = new Cli();

        var result = await cli.Run(line.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
    }
}
