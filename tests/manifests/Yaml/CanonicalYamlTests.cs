using System.Collections.Immutable;
using Basecamp.Manifests.Yaml;
using YamlDotNet.RepresentationModel;

namespace Basecamp.Manifests.Tests.Yaml;

public class CanonicalYamlTests
{
    static ImmutableDictionary<string, object> Map(params (string Key, object Value)[] entries) =>
        entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Value);

    static string Scalar(string text) => CanonicalYaml.Write(Map(("k", text)))["k:".Length..].Trim('\n', ' ');

    [Fact]
    public void Writes_identifying_keys_first_and_the_rest_in_ordinal_order()
    {
        var yaml = CanonicalYaml.Write(Map(
            ("spec", Map(("b", 1.0), ("a", 2.0), ("Z", 3.0), ("name", "n"))),
            ("data", "d"),
            ("metadata", Map(("namespace", "ns"), ("annotations", Map(("x", "y"))), ("name", "n"))),
            ("kind", "Thing"),
            ("apiVersion", "v1")));

        Assert.Equal(
            """
            apiVersion: v1
            kind: Thing
            metadata:
              name: "n"
              namespace: ns
              annotations:
                x: "y"
            data: d
            spec:
              name: "n"
              Z: 3
              a: 2
              b: 1

            """, yaml);
    }

    [Fact]
    public void Writes_lists_as_kubectl_does()
    {
        var yaml = CanonicalYaml.Write(Map(("list", ImmutableArray.Create<object>(
            "a",
            Map(("name", "x"), ("ports", ImmutableArray.Create<object>(80.0, 443.0))),
            ImmutableArray.Create<object>("inner"),
            ImmutableArray<object>.Empty,
            ImmutableDictionary<string, object>.Empty))));

        Assert.Equal(
            """
            list:
            - a
            - name: x
              ports:
              - 80
              - 443
            -
              - inner
            - []
            - {}

            """, yaml);
    }

    [Theory]
    [InlineData(3.0, "3")]
    [InlineData(-1.0, "-1")]
    [InlineData(0.5, "0.5")]
    [InlineData(1048576.0, "1048576")]
    [InlineData(1e20, "1e+20")]
    public void Writes_whole_numbers_without_fraction(double number, string expected) =>
        Assert.Equal($"k: {expected}\n", CanonicalYaml.Write(Map(("k", number))));

    [Fact]
    public void Refuses_numbers_that_JSON_does_not_have() =>
        Assert.Throws<ArgumentException>(() => CanonicalYaml.Write(Map(("k", double.NaN))));

    [Theory]
    [InlineData("true")]
    [InlineData("False")]
    [InlineData("yes")]
    [InlineData("NO")]
    [InlineData("on")]
    [InlineData("y")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("0x1F")]
    [InlineData("0o17")]
    [InlineData("017")]
    [InlineData("1_000")]
    [InlineData("1.5")]
    [InlineData(".5")]
    [InlineData("1e3")]
    [InlineData("-.inf")]
    [InlineData(".NaN")]
    [InlineData("12:30")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T10:00:00Z")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("a:")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("*")]
    [InlineData("&a")]
    [InlineData("!x")]
    [InlineData("- a")]
    [InlineData("-")]
    [InlineData("---")]
    [InlineData("{a}")]
    [InlineData("[a]")]
    [InlineData("@a")]
    [InlineData("%a")]
    [InlineData("`a`")]
    [InlineData("'a'")]
    [InlineData("\"a\"")]
    [InlineData("?")]
    [InlineData("a\tb")]
    [InlineData("=")]
    [InlineData("<<")]
    public void Quotes_text_that_looks_like_something_else(string text)
    {
        Assert.StartsWith("\"", Scalar(text), StringComparison.Ordinal);
        Assert.Equal(text, Reread(text));
    }

    [Theory]
    [InlineData("nginx")]
    [InlineData("ghcr.io/basecamp/triage:1.4.0@sha256:6f1e")]
    [InlineData("192.168.70.11")]
    [InlineData("192.168.70.11:6443")]
    [InlineData("https://example.com/a?b=c&d")]
    [InlineData("v1.36.4+k3s1")]
    [InlineData("--greeting")]
    [InlineData("/var/lib/rancher")]
    [InlineData("500m")]
    [InlineData("20Gi")]
    [InlineData("a b c")]
    [InlineData("a,b")]
    [InlineData("$(POD_NAME)")]
    public void Leaves_unmistakable_text_plain(string text)
    {
        Assert.Equal(text, Scalar(text));
        Assert.Equal(text, Reread(text));
    }

    [Theory]
    [InlineData("one\ntwo", "|-")]
    [InlineData("one\ntwo\n", "|")]
    [InlineData("one\n\n", "|+")]
    [InlineData("one\n  indented\n\nlast", "|-")]
    [InlineData("\nafter a blank line", "|-")]
    [InlineData("key: value # no comment\n- item\n", "|")]
    [InlineData("trailing blanks  \nkept\t\n", "|")]
    public void Shows_several_lines_as_they_are(string text, string header)
    {
        Assert.StartsWith($"k: {header}\n", CanonicalYaml.Write(Map(("k", text))), StringComparison.Ordinal);
        Assert.Equal(text, Reread(text));
    }

    [Theory]
    [InlineData("  leading blanks\nwould be indentation")]
    [InlineData("\n\n")]
    [InlineData("carriage\r\nreturn")]
    [InlineData("bell\u0007\n")]
    [InlineData("line separator\u2028\n")]
    [InlineData("emoji 🏕\nnext")]
    public void Escapes_several_lines_that_cannot_be_shown(string text)
    {
        Assert.StartsWith("k: \"", CanonicalYaml.Write(Map(("k", text))), StringComparison.Ordinal);
        Assert.Equal(text, Reread(text));
    }

    [Fact]
    public void Literal_blocks_survive_inside_lists_and_maps()
    {
        var text = "a\n  b\n\nc\n";
        var nested = Map(("name", text), ("z", ImmutableArray.Create<object>(text)));
        var yaml = CanonicalYaml.Write(Map(("outer", ImmutableArray.Create<object>(text, nested))));

        var list = (YamlSequenceNode)Parse(yaml)["outer"];
        Assert.Equal(text, ((YamlScalarNode)list[0]).Value);
        Assert.Equal(text, ((YamlScalarNode)list[1]["name"]).Value);
        Assert.Equal(text, ((YamlScalarNode)list[1]["z"][0]).Value);
    }

    [Fact]
    public void Quotes_keys_like_values() =>
        Assert.Equal("\"*\": a\n\"8080\": b\napp.kubernetes.io/name: c\n",
            CanonicalYaml.Write(Map(("app.kubernetes.io/name", "c"), ("*", "a"), ("8080", "b"))));

    [Fact]
    public void Equal_values_give_equal_bytes()
    {
        var keys = Enumerable.Range(0, 200).Select(number => $"key-{number}").ToList();
        var forward = keys.ToImmutableDictionary(key => key, object (key) => key);
        var backward = Enumerable.Reverse(keys).ToImmutableDictionary(key => key, object (key) => key);

        Assert.Equal(CanonicalYaml.Write(forward), CanonicalYaml.Write(backward));
    }

    [Fact]
    public void Refuses_what_is_not_data()
    {
        var exception = Assert.Throws<ArgumentException>(() => CanonicalYaml.Write(Map(("k", new Uri("https://example.com")))));

        Assert.Contains("Uri", exception.Message, StringComparison.Ordinal);
    }

    static string? Reread(string text) => ((YamlScalarNode)Parse(CanonicalYaml.Write(Map(("k", text))))["k"]).Value;

    static YamlDotNet.RepresentationModel.YamlNode Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents[0].RootNode;
    }
}
