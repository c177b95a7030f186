namespace Basecamp.Sdk.Tests.Conformance;

/// <summary>The comparison can fail: each kind of deviation is found, and nothing else is.</summary>
public class DeviationTests
{
    const string Source = """
        using Pulumi;
        namespace Sample;
        public class Args : ResourceArgs
        {
            [Input("name", required: true)] public Input<string> Name { get; set; } = null!;
            [Input("tags")] private InputMap<string>? _tags;
            public InputMap<string> Tags { get => _tags ??= new(); set => _tags = value; }
            public static Args? Find(string name, bool deep = false) => null;
            protected int Count { get; private set; }
            private int hidden;
        }
        public enum Level { Low = 1, High = 2 }
        """;

    static readonly string[] listed =
    [
        "Sample.Args\t[Input(\"name\", required: true)] public Pulumi.Input<string> Name { get; set; }",
        "Sample.Args\t[Input(\"tags\")] private-wire Pulumi.InputMap<string>? _tags",
        "Sample.Args\tprotected int Count { get; }",
        "Sample.Args\tpublic .ctor()",
        "Sample.Args\tpublic Pulumi.InputMap<string> Tags { get; set; }",
        "Sample.Args\tpublic class : Pulumi.ResourceArgs",
        "Sample.Args\tpublic static Sample.Args? Find(string name, bool deep = false)",
        "Sample.Level\tenum-value High = 2",
        "Sample.Level\tenum-value Low = 1",
        "Sample.Level\tpublic enum : int",
    ];

    [Fact]
    public void Accepts_what_is_listed_and_nothing_more()
    {
        var assembly = Deviation.Compile(Source);

        Assert.Equal(listed, PublicSurface.Of(assembly));
        Assert.Empty(new Contract(listed).Unlisted(assembly));
        Assert.Empty(new Contract(listed).Missing(assembly));
    }

    [Theory]
    [InlineData("An extra member", "private int hidden;", "public int Hidden;", "Sample.Args\tpublic int Hidden", null)]
    [InlineData(
        "A protected extra member", "private int hidden;", "protected void Hide() { }", "Sample.Args\tprotected void Hide()", null)]
    [InlineData(
        "A changed default",
        "bool deep = false",
        "bool deep = true",
        "Sample.Args\tpublic static Sample.Args? Find(string name, bool deep = true)",
        "Sample.Args\tpublic static Sample.Args? Find(string name, bool deep = false)")]
    [InlineData(
        "A renamed parameter",
        "string name, bool",
        "string label, bool",
        "Sample.Args\tpublic static Sample.Args? Find(string label, bool deep = false)",
        "Sample.Args\tpublic static Sample.Args? Find(string name, bool deep = false)")]
    [InlineData(
        "A lost nullability",
        "static Args? Find(string name, bool deep = false) => null",
        "static Args Find(string name, bool deep = false) => new()",
        "Sample.Args\tpublic static Sample.Args Find(string name, bool deep = false)",
        "Sample.Args\tpublic static Sample.Args? Find(string name, bool deep = false)")]
    [InlineData(
        "A missing attribute",
        "[Input(\"name\", required: true)] ",
        "",
        "Sample.Args\tpublic Pulumi.Input<string> Name { get; set; }",
        "Sample.Args\t[Input(\"name\", required: true)] public Pulumi.Input<string> Name { get; set; }")]
    [InlineData(
        "An attribute with other arguments",
        ", required: true",
        "",
        "Sample.Args\t[Input(\"name\")] public Pulumi.Input<string> Name { get; set; }",
        "Sample.Args\t[Input(\"name\", required: true)] public Pulumi.Input<string> Name { get; set; }")]
    [InlineData(
        "Another name on the wire of a private field",
        "[Input(\"tags\")]",
        "[Input(\"labels\")]",
        "Sample.Args\t[Input(\"labels\")] private-wire Pulumi.InputMap<string>? _tags",
        "Sample.Args\t[Input(\"tags\")] private-wire Pulumi.InputMap<string>? _tags")]
    [InlineData(
        "Another base type",
        "Args : ResourceArgs",
        "Args : InvokeArgs",
        "Sample.Args\tpublic class : Pulumi.InvokeArgs",
        "Sample.Args\tpublic class : Pulumi.ResourceArgs")]
    [InlineData(
        "A setter that became public",
        "get; private set;",
        "get; set;",
        "Sample.Args\tprotected int Count { get; set; }",
        "Sample.Args\tprotected int Count { get; }")]
    [InlineData("Another enum value", "High = 2", "High = 3", "Sample.Level\tenum-value High = 3", "Sample.Level\tenum-value High = 2")]
    [InlineData(
        "A sealed class",
        "public class Args",
        "public sealed class Args",
        "Sample.Args\tpublic sealed class : Pulumi.ResourceArgs",
        "Sample.Args\tpublic class : Pulumi.ResourceArgs")]
    public void Finds_exactly_the_deviating_line(string deviation, string original, string changed, string unlisted, string? missing)
    {
        Assert.True(Source.Contains(original, StringComparison.Ordinal), deviation);
        var assembly = Deviation.Compile(Source.Replace(original, changed, StringComparison.Ordinal));
        var contract = new Contract(listed);

        Assert.Equal([unlisted], contract.Unlisted(assembly));
        Assert.Equal(missing is null ? [] : [missing], contract.Missing(assembly));
    }

    [Fact]
    public void Finds_a_member_that_got_lost()
    {
        var assembly = Deviation.Compile(Source.Replace(", High = 2", "", StringComparison.Ordinal));
        var contract = new Contract(listed);

        Assert.Empty(contract.Unlisted(assembly));
        Assert.Equal(["Sample.Level\tenum-value High = 2"], contract.Missing(assembly));
    }
}
