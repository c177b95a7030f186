namespace Basecamp.Cli.Tests.StackFiles;

public class InvalidStackFileTests
{
    static async Task<CliResult> Preview(string yaml)
    {
        using var cli = new Cli();
        cli.Write("Pulumi.lab.yaml", yaml);
        return await cli.Run("preview", "--stack", "lab");
    }

    [Theory]
    [InlineData("config:\n\tbasecamp:a: b\n", "Pulumi.lab.yaml:2:1: the line is indented with a tab.", "replace each tab by two spaces")]
    [InlineData("config:\n  basecamp:a: b: c\n", "Pulumi.lab.yaml:2:16: not valid YAML: ", "Quote a value that contains ': '")]
    [InlineData("config:\n  basecamp:a: [1, 2\n", "Pulumi.lab.yaml:3:1: not valid YAML: ", "brackets")]
    [InlineData("config:\n  basecamp:a: \"open\n", "Pulumi.lab.yaml:2:15: not valid YAML: ", "quote")]
    [InlineData("config:\n  a: 1\n  a: 2\n", "Pulumi.lab.yaml:3:3: the key 'a' is already set at line 2.", "Remove one")]
    [InlineData("config:\n  basecamp:a: 1\n  a: 2\n", "Pulumi.lab.yaml:3:3: 'a' is the same key as 'basecamp:a' at line 2.", "Remove one")]
    [InlineData("config:\n  basecamp:a: *nowhere\n", "Pulumi.lab.yaml:2:15: ", "or quote a value")]
    [InlineData("config:\n  basecamp:a:\n    8080: web\n", "Pulumi.lab.yaml:3:5: the key 8080 is not text", "\"8080\"")]
    [InlineData("config:\n  basecamp:a:\n    v: .nan\n", "Pulumi.lab.yaml:3:8: .nan is a number that JSON cannot hold.", "\".nan\"")]
    [InlineData("config: [a]\n", "Pulumi.lab.yaml:1:9: 'config' is not a map.", "")]
    [InlineData("- a\n", "Pulumi.lab.yaml:1:1: the file is not a map.", "config:")]
    [InlineData("config: {}\n---\nconfig: {}\n", "Pulumi.lab.yaml:2:1: a second YAML document starts here.", "---")]
    public async Task Names_file_line_and_column_and_says_how_to_fix_it(string yaml, string message, string hint)
    {
        var result = await Preview(yaml);

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
        Assert.Contains(hint, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_stack_lists_those_there_are()
    {
        using var cli = new Cli();
        cli.Write("Pulumi.ha.yaml", "config: {}\n");

        var result = await cli.Run("preview", "--stack", "lba");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            "Pulumi.lba.yaml: stack 'lba' has no such file.\n  Did you mean 'lab'? Stacks with a file: ha, lab.\n", result.Error);
    }

    [Fact]
    public async Task A_missing_config_file_is_named()
    {
        using var cli = new Cli();

        var result = await cli.Run("preview", "--stack", "lab", "--config", "nowhere.yaml");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("nowhere.yaml: no such file.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_is_no_config_file()
    {
        using var cli = new Cli();
        Directory.CreateDirectory(cli.Path("folder"));

        var result = await cli.Run("preview", "--stack", "lab", "--config", "folder");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("folder: cannot be read: it is a directory", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_a_project_it_says_so()
    {
        using var cli = new Cli();
        File.Delete(cli.Path("Pulumi.yaml"));

        var result = await cli.Run("preview", "--stack", "lab");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("Pulumi.yaml: not found in ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_name_is_refused()
    {
        using var cli = new Cli();
        cli.Write("Pulumi.yaml", "runtime: dotnet\n");

        var result = await cli.Run("preview", "--stack", "lab");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("Pulumi.yaml: the project has no name.", result.Error, StringComparison.Ordinal);
    }
}
