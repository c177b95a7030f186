namespace Basecamp.Cli.Tests.Ci;

/// <summary>What CI calls exists. A renamed option would be noticed here, not in everybody's pull requests.</summary>
public sealed class CommandLineTests
{
    static readonly string Root = RealProcess.RepositoryRoot;

    public static TheoryData<string> Files =>
    [
        .. Directory.GetFiles(Path.Combine(Root, ".github/workflows"))
            .Concat(Directory.GetFiles(Path.Combine(Root, "ci")))
            .Concat([Path.Combine(Root, ".gitlab-ci.yml"), Path.Combine(Root, ".ci/run")])
            .Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Commands_and_options_exist(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Root, file));
        Assert.Empty(CommandLines.WrongCalls(text));
        Assert.Empty(await CommandLines.WrongScripts(text));
    }

    [Theory]
    [InlineData("./basecamp rendr --stack x", "there is no command rendr")]
    [InlineData("if ./basecamp render --stack x \\\n  --verify; then", "render has no option --verify")]
    public void A_wrong_call_is_found(string text, string wrong) => Assert.Equal([wrong], CommandLines.WrongCalls(text));

    [Theory]
    [InlineData("run: ci/nothing.sh", "there is no ci/nothing.sh")]
    [InlineData("run: ci/stack-diffs.sh --base x --into y", "ci/stack-diffs.sh has no option --into")]
    public async Task A_wrong_script_is_found(string text, string wrong) => Assert.Equal([wrong], await CommandLines.WrongScripts(text));

    public static TheoryData<string> Scripts => [.. Directory.GetFiles(Path.Combine(Root, "ci"), "*.sh").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_explains_itself(string script)
    {
        var file = Path.Combine(Root, "ci", script);
        Assert.StartsWith("#!/usr/bin/env bash\n# ", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        var (code, output, error) = await RealProcess.RunAsync(new(file, ["--help"]) { RedirectStandardOutput = true, RedirectStandardError = true });
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith($"Usage: ci/{script}", output, StringComparison.Ordinal);
    }
}
