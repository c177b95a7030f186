using System.Text.RegularExpressions;
using Basecamp.Components.Topology.Validation;
using Basecamp.Tests;

namespace Basecamp.Components.Tests.Configuration;

/// <summary>Every complete stack file in the documentation is one that can be deployed.</summary>
public sealed partial class DocumentedExamplesTests
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (var page in Directory.EnumerateFiles(RepositoryFiles.PathOf("docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                foreach (Match block in YamlBlock().Matches(File.ReadAllText(page)))
                    if (block.Groups["yaml"].Value.Contains("basecamp:homelab:", StringComparison.Ordinal))
                        examples.Add(Path.GetRelativePath(RepositoryFiles.Root, page), block.Groups["yaml"].Value);
            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Can_be_deployed(string page, string yaml)
    {
        var valid = HomelabConfiguration.TryParse(StackYaml.ToJson(yaml), out _, out var problems);
        Assert.True(valid, $"{page}: {string.Join("; ", problems)}");
    }

    [Fact]
    public void There_are_examples() => Assert.NotEmpty(Examples);

    [GeneratedRegex(@"^```yaml\n(?<yaml>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
