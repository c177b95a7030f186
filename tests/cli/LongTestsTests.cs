using System.Text.RegularExpressions;

namespace Basecamp.Cli.Tests;

/// <summary>Which tests ./basecamp test leaves out: those that say so on their class, spelt as the command expects it.</summary>
public sealed partial class LongTestsTests
{
    static readonly IReadOnlyList<string> Sources =
    [
        .. Directory.EnumerateFiles(Path.Combine(RealProcess.RepositoryRoot, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Every_category_is_one_that_the_command_knows() => Assert.Equal(
        ["Long"],
        Sources.SelectMany(file => Category().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct());

    [Fact]
    public void The_command_leaves_out_that_category_and_CI_does_not()
    {
        Assert.Contains("filter=\"Category!=Long\"", File.ReadAllText(Path.Combine(RealProcess.RepositoryRoot, "basecamp")), StringComparison.Ordinal);
        Assert.EndsWith("./basecamp test --all\n", File.ReadAllText(Path.Combine(RealProcess.RepositoryRoot, ".ci/run")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_script_for_machines_is_tested_in_the_long_ones() => Assert.All(
        Sources.Where(file => File.ReadAllText(file).Contains("[Trait(\"Needs\", \"namespaces\")]\n", StringComparison.Ordinal)
            && file.Contains("Scripts", StringComparison.Ordinal)),
        file => Assert.Contains("[Trait(\"Category\", \"Long\")]", File.ReadAllText(file), StringComparison.Ordinal));

    [GeneratedRegex("""^\[Trait\("Category", "([^"]*)"\)\]""", RegexOptions.Multiline)]
    private static partial Regex Category();
}
