using System.Text.RegularExpressions;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests;

/// <summary>Where a tool is missing, exactly the tests that start it are left out: each says so, and nobody else does.</summary>
public sealed partial class ToolNeedsTests
{
    const string Starter =
        """
        static class Linter
        {
            public static void Run() => Process.Start(new ProcessStartInfo("shellcheck"));
        }
        """;

    static readonly IReadOnlyDictionary<string, string> Scripts = Read("ci", "*.sh", path => Path.GetFileName(path));

    static readonly string[] Listed =
    [
        .. Row().Matches(File.ReadAllText(RepositoryFiles.PathOf("ci/test-tools.sh"))).Select(match => match.Groups["need"].Value),
    ];

    static readonly string[] Folders =
    [
        .. Directory.GetFiles(RepositoryFiles.PathOf("tests"), "*.csproj", SearchOption.AllDirectories)
            .Select(project => Path.GetRelativePath(RepositoryFiles.Root, Path.GetDirectoryName(project)!)).Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Projects => [.. Folders];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_test_class_names_the_tools_that_it_starts(string project)
    {
        var needs = new ToolNeeds(Read(project, "*.cs").Concat(Read("tests/shared", "*.cs")).ToDictionary(), Scripts);
        Assert.Empty(needs.Complaints());
        Assert.Empty(needs.Unlisted);
    }

    [Fact]
    public void What_tests_need_is_what_the_table_lists()
    {
        var named = Folders.SelectMany(folder => Read(folder, "*.cs").Values)
            .SelectMany(text => Named().Matches(text).Select(match => match.Groups["need"].Value)).ToHashSet();
        Assert.Equal(Listed.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.Equal([], ToolNeeds.Programs.Values.Except(Listed));
    }

    [Theory]
    [InlineData("Linter.Run();")]
    [InlineData("Process.Start(\"shellcheck\");")]
    [InlineData("Run(new(\"shellcheck\"));")]
    [InlineData("Run(\"check.sh\");")]
    public void A_missing_trait_is_found(string start)
    {
        Assert.Equal(["tests/x/UserTests.cs: UserTests starts shellcheck and needs [Trait(\"Needs\", \"shellcheck\")]"], Of("", start).Complaints());
        Assert.Empty(Of("[Trait(\"Needs\", \"shellcheck\")]\n", start).Complaints());
    }

    [Theory]
    [InlineData("Assert.True(true);")]
    [InlineData("// Linter.Run();")]
    [InlineData("Assert.Equal(\"Linter\", \"shellcheck\");")]
    [InlineData("Run(\"other.sh\");")]
    public void A_trait_for_nothing_is_found(string start)
    {
        Assert.Empty(Of("", start).Complaints());
        Assert.Equal(["tests/x/UserTests.cs: UserTests says that it needs shellcheck, and does not start it"],
            Of("[Trait(\"Needs\", \"shellcheck\")]\n", start).Complaints());
    }

    [Fact]
    public void A_way_through_other_files_is_found()
    {
        var needs = Of("", "Middle.Walk();", ("tests/x/Middle.cs", "static class Middle { public static void Walk() => 1.Extend(); }"),
            ("tests/x/Extension.cs", "static class Extension { public static void Extend(this int i) => Linter.Run(); }"));
        Assert.Single(needs.Complaints());
    }

    [Theory]
    [InlineData("Process.Start(\"socat\");", "tests/x/UserTests.cs starts socat")]
    [InlineData("Process.Start(\"dotnet\");", null)]
    public void A_tool_that_nobody_lists_is_found(string start, string? unlisted) => Assert.Equal(unlisted is null ? [] : [unlisted], Of("", start).Unlisted);

    static ToolNeeds Of(string traits, string start, params (string Path, string Text)[] more) => new(
        new Dictionary<string, string>(more.Select(each => KeyValuePair.Create(each.Path, each.Text)))
        {
            ["tests/x/Linter.cs"] = Starter,
            ["tests/x/UserTests.cs"] = $"{traits}public sealed class UserTests\n{{\n    [Fact]\n    public void It()\n    {{\n        {start}\n    }}\n}}\n",
        },
        new Dictionary<string, string> { ["check.sh"] = "shellcheck *.sh\n", ["other.sh"] = "# shellcheck disable=x\ncat <<'EOF'\nshellcheck it\nEOF\n" });

    static Dictionary<string, string> Read(string folder, string pattern, Func<string, string>? name = null) =>
        Directory.GetFiles(RepositoryFiles.PathOf(folder), pattern, SearchOption.AllDirectories)
            .ToDictionary(name ?? (path => Path.GetRelativePath(RepositoryFiles.Root, path)), File.ReadAllText);

    [GeneratedRegex(@"^(?<need>[a-z]+) +\| ", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""^\[Trait\("Needs", "(?<need>[a-z]+)"\)\]""", RegexOptions.Multiline)]
    private static partial Regex Named();
}
