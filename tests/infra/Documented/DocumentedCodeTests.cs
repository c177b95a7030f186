using System.Text.RegularExpressions;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests.Documented;

/// <summary>C# that a page shows is compiled: it stands, line by line, in a file Documented*.cs of a test project.</summary>
public sealed partial class DocumentedCodeTests
{
    static readonly string Root = RepositoryFiles.Root;

    static readonly IReadOnlyList<string[]> Compiled =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "tests"), "Documented*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj")).Select(File.ReadAllLines),
    ];

    /// <summary>Page and number of every block of C#.</summary>
    public static TheoryData<string, int> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, int>();
            foreach (var page in Pages())
                for (var index = 0; index < CodeOf(File.ReadAllText(Path.Combine(Root, page))).Count; index++)
                    blocks.Add(page, index);
            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void What_a_page_shows_is_compiled(string page, int index) =>
        Assert.True(IsCompiled(CodeOf(File.ReadAllText(Path.Combine(Root, page)))[index]), $"No file Documented*.cs below tests holds the block {index} of {page}.");

    [Theory]
    [InlineData("var web = new WebService(\"web\", new() { Image = image });")]
    [InlineData("using Basecamp.Testing;\n\nAssert.Empty(stack.Findings([contracts]));")]
    public void What_is_not_compiled_or_lacks_a_namespace_would_be_found(string code) => Assert.False(IsCompiled(code));

    [Fact]
    public void Pages_with_code_are_looked_at() => Assert.Equal(
        ["components/README.md", "docs/apps/web-app.md", "docs/cli.md", "docs/platform/component.md", "docs/platform/traefik.md", "manifests/README.md", "testing/README.md"],
        Blocks.Select(block => (string)block[0]).Distinct().Order(StringComparer.Ordinal));

    // A block that names namespaces names all that its code needs; one that names none is part of a file.
    static bool IsCompiled(string block)
    {
        var usings = Usings(block.Split('\n'));
        return Compiled.Any(file =>
            $"\n{Statements(file)}\n".Contains($"\n{Statements(block.Split('\n'))}\n", StringComparison.Ordinal) && (usings.Count == 0 || usings.SetEquals(Usings(file))));
    }

    static HashSet<string> Usings(IEnumerable<string> lines) => [.. lines.Where(line => UsingLine().IsMatch(line))];

    // How far code is indented, where lines are empty and which namespace it is in does not matter.
    static string Statements(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim())
        .Where(line => line.Length > 0 && !UsingLine().IsMatch(line) && !line.StartsWith("namespace ", StringComparison.Ordinal)));

    static IReadOnlyList<string> CodeOf(string page) => [.. Fence().Matches(page).Select(block => block.Groups["code"].Value)];

    static IEnumerable<string> Pages() => Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Concat(new[] { "", "components", "testing", "sdk", "manifests", "cluster", "apps", "infra", "cli" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md")))
        .Select(page => Path.GetRelativePath(Root, page)).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^```(?:csharp|cs|c#)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^using [\w.]+;$")]
    private static partial Regex UsingLine();
}
