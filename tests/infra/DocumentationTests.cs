using System.Text.RegularExpressions;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests;

/// <summary>What the documentation points to is there.</summary>
public sealed partial class DocumentationTests
{
    static readonly string Root = RepositoryFiles.Root;

    // As ./basecamp lists them.
    static readonly string[] Commands = [.. Listed().Matches(File.ReadAllText(Path.Combine(Root, "basecamp"))).Select(match => match.Groups["command"].Value)];

    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Root, "*.md"))
        .Select(page => Path.GetRelativePath(Root, page))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string page) => Assert.Empty(DeadLinks(page, File.ReadAllText(Path.Combine(Root, page))));

    [Fact]
    public void A_dead_link_would_be_found() => Assert.Equal(["nowhere.md"], DeadLinks("README.md", "[a](nowhere.md) [b](https://example.org) [c](LICENSE#x)"));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_exist(string page) => Assert.Empty(
        Command().Matches(File.ReadAllText(Path.Combine(Root, page))).Select(match => match.Groups["command"].Value).Except(Commands));

    [Fact]
    public void Pages_that_messages_point_to_exist()
    {
        var mentioned = new[] { "cluster", "components", "infra", "cli", "manifests", "testing" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.*", SearchOption.AllDirectories))
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".sh", StringComparison.Ordinal))
            .SelectMany(path => Page().Matches(File.ReadAllText(path)).Select(match => match.Value))
            .Distinct()
            .ToList();
        Assert.NotEmpty(mentioned);
        Assert.DoesNotContain(mentioned, page => !File.Exists(Path.Combine(Root, page)));
    }

    [Theory]
    [InlineData("docs/runbooks")]
    [InlineData("docs/homelab")]
    public void Runbooks_name_no_script_that_is_gone(string folder)
    {
        var scripts = Directory.EnumerateFiles(Path.Combine(Root, "components/K3s/scripts"), "*.sh", SearchOption.AllDirectories).Select(Path.GetFileName).ToHashSet();
        var mentioned = Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md")
            .SelectMany(page => Script().Matches(File.ReadAllText(page)).Select(match => match.Groups["script"].Value));
        Assert.DoesNotContain(mentioned, script => !scripts.Contains(script));
    }

    [Fact]
    public void The_features_page_lists_every_row()
    {
        (string Letter, int Count)[] rows = [("H", 13), ("P", 30), ("A", 5), ("D", 2), ("X", 9)];
        var page = File.ReadAllText(Path.Combine(Root, "docs/features.md"));
        var ids = Row().Matches(page).Select(match => match.Value).ToHashSet();
        Assert.Empty(rows.SelectMany(row => Enumerable.Range(1, row.Count).Select(number => $"{row.Letter}{number}")).Except(ids));
    }

    [Fact]
    public void Tests_that_the_features_page_names_as_proof_exist()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);
        var named = TestName().Matches(File.ReadAllText(Path.Combine(Root, "docs/features.md"))).Select(match => match.Groups["name"].Value).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests));
    }

    static IEnumerable<string> DeadLinks(string page, string text) => Link().Matches(text)
        .Select(match => match.Groups["target"].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
        .Select(target => target.Split('#')[0])
        .Where(target => !Path.Exists(Path.Combine(Root, Path.GetDirectoryName(page)!, target)));

    [GeneratedRegex(@"^  (?<command>[a-z]+) {2,}\w", RegexOptions.Multiline)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\./basecamp (?<command>[a-z]+)")]
    private static partial Regex Command();

    [GeneratedRegex(@"docs/[a-z0-9/-]+\.md")]
    private static partial Regex Page();

    [GeneratedRegex(@"\b[HPADX]\d+\b")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w+Tests)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`(?<script>[a-z0-9-]+\.sh)`")]
    private static partial Regex Script();
}
