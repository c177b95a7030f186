using System.Collections.Immutable;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Manifests.Tests.Yaml;

/// <summary>Manifests as the API server would read them.</summary>
public class ManifestYamlTests
{
    [Theory]
    [InlineData("1", 1d)]
    [InlineData("-1.5e3", -1500d)]
    [InlineData("true", true)]
    [InlineData("False", false)]
    [InlineData("~", null)]
    [InlineData("", null)]
    [InlineData("yes", "yes")]
    [InlineData("0755", "0755")]
    [InlineData("'1'", "1")]
    [InlineData("!!str 1", "1")]
    [InlineData("1.2.3", "1.2.3")]
    public void Scalars_have_the_type_that_they_look_like(string text, object? value) =>
        Assert.Equal(value, Assert.Single(ManifestYaml.ReadMaps($"k: {text}")).At("k"));

    [Fact]
    public void Every_document_is_read_and_empty_ones_are_left_out()
    {
        var documents = ManifestYaml.ReadMaps("---\na: 1\n---\n---\n# nothing\n---\nb: 2\n");

        Assert.Equal(["a", "b"], documents.SelectMany(document => document.Keys));
    }

    [Theory]
    [InlineData("text: |\n    \n    a\n", "\na\n")]
    [InlineData("text: >-  \n  \n      \n  a\n", "\n\na")]
    [InlineData("text: |\n  a\n      \n  b\n", "a\n    \nb\n")]
    public void Blank_lines_at_the_start_of_a_block_are_line_breaks_whatever_blanks_they_hold(string yaml, string text) =>
        Assert.Equal(text, Assert.Single(ManifestYaml.ReadMaps(yaml)).Text("text"));

    [Fact]
    public void Aliases_and_merges_are_resolved()
    {
        var read = Assert.Single(ManifestYaml.ReadMaps("base: &base { a: 1, b: 2 }\nfull: { <<: *base, b: 3 }\nsame: *base"));

        Assert.Equal(1d, read.At("full", "a"));
        Assert.Equal(3d, read.At("full", "b"));
        Assert.Same(read.At("base"), read.At("same"));
    }

    [Fact]
    public void Of_two_equal_keys_the_last_counts_as_for_kubectl() => Assert.Equal(2d, ManifestYaml.ReadMaps("a: 1\na: 2")[0].At("a"));

    [Fact]
    public void Pulumi_refuses_two_equal_keys()
    {
        var refused = Assert.Throws<InvalidYamlException>(() => YamlReader.ReadMap("a: 1\nb: 2\na: 3"));

        Assert.Equal((3, 1, "the key 'a' is already set at line 1."), (refused.Line, refused.Column, refused.Message));
    }

    [Theory]
    [InlineData("a: [", 2)]
    [InlineData("a: 1\n\tb: 2", 2)]
    [InlineData("a: *nobody", 1)]
    [InlineData("<<: 1", 1)]
    public void What_is_no_YAML_is_refused_with_its_place(string text, int line)
    {
        var refused = Assert.Throws<InvalidYamlException>(() => ManifestYaml.Read(text));

        Assert.Equal(line, refused.Line);
        Assert.NotEmpty(refused.Hint);
    }

    [Fact]
    public void A_file_made_to_exhaust_the_stack_is_refused() =>
        Assert.Contains("100 levels", Assert.Throws<InvalidYamlException>(() => ManifestYaml.Read(new string('[', 200))).Message, StringComparison.Ordinal);

    [Fact]
    public void Aliases_of_aliases_cost_no_more_than_their_text()
    {
        var lines = Enumerable.Range(1, 60).Select(level => $"l{level}: &l{level} [*l{level - 1}, *l{level - 1}]").Prepend("l0: &l0 [x]");

        var read = Assert.Single(ManifestYaml.ReadMaps(string.Join('\n', lines)));

        Assert.IsType<ImmutableArray<object>>(read.At("l60"));
    }
}
