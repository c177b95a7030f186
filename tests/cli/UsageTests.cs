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

    // As a script leaves them whose variable is not set.
    [Theory]
    [InlineData("preview --stack", "'--stack' is empty. Name a stack, for example --stack lab.")]
    [InlineData("preview --stack lab --config", "'--config' is empty. Name a file, or leave it out to read the stack's own.")]
    [InlineData("graph --stack lab --out", "'--out' is empty. Name a file.")]
    [InlineData("render --stack lab --out", "'--out' is empty. Name a directory.")]
    [InlineData("dr forget-cluster --export x --out", "'--out' is empty. Name a file.")]
    public async Task An_empty_value_is_no_value(string line, string message)
    {
        using var cli = new Cli();

        var result = await cli.Run([.. line.Split(' '), ""]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    // Organization and project are the engine's, which an offline run does not need.
    [Theory]
    [InlineData("lab")]
    [InlineData("basecamp/lab")]
    [InlineData("my-org/basecamp/lab")]
    public async Task A_stack_is_named_as_Pulumi_names_it(string stack)
    {
        using var cli = new Cli();

        Assert.StartsWith("preview of lab:", (await cli.Run("preview", "--stack", stack)).LastLine, StringComparison.Ordinal);
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
    [InlineData("preview --stack lab extra", "Unknown argument 'extra'. Did you mean '--stack extra'?")]
    [InlineData("preview ha", "Unknown argument 'ha'. Did you mean '--stack ha'?")]
    [InlineData("graph ha --out x.html", "Unknown argument 'ha'. Did you mean '--stack ha'?")]
    [InlineData("handover ha --to flux", "Unknown argument 'ha'. Did you mean '--stack ha'?")]
    [InlineData("buidl", "Unknown command 'buidl'. Did you mean 'build'?")]
    [InlineData("tset --help", "Unknown command 'tset'. Did you mean 'test'?")]
    [InlineData("dr forgt-cluster", "Unknown command 'forgt-cluster'. Did you mean 'forget-cluster'?")]
    [InlineData("dr tset", "Unknown command 'tset'.")]
    [InlineData("preview --stack ../ha", "'../ha' is not the name of a stack: letters, digits, '-', '_' and '.', after an organization and a project if you like. "
        + "Did you mean '--stack ha'? For a file elsewhere: --config FILE")]
    [InlineData("render --stack ../ha --out x", "'../ha' is not the name of a stack")]
    [InlineData("diff --stack ../ha --base main", "'../ha' is not the name of a stack")]
    [InlineData("handover --stack ../ha --to flux", "'../ha' is not the name of a stack")]
    [InlineData("preview --stack a/b/c/d", "'a/b/c/d' is not the name of a stack")]
    [InlineData("preview --stack ..", "'..' is not the name of a stack")]
    [InlineData("preview --stack Pulumi.ha.yaml", "'Pulumi.ha.yaml' is a stack file. Name the stack, --stack ha, or the file, --config Pulumi.ha.yaml")]
    [InlineData("render --stack lab --out -", "'--out -' would be standard output: a render is many files. Name a directory; one that is called - is ./-")]
    [InlineData("dr forget-cluster --export x --out -", "'--out -' would be standard output: a state belongs in a file that only you can read.")]
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
