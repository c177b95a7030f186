using System.Reflection;
using Basecamp.Sdk.Generator;
using Basecamp.Sdk.Tests.Conformance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Basecamp.Sdk.Tests.Generation;

public class GeneratorTests
{
    const string Args = """
        Sample.ThingArgs	[Input("name", required: true)] public Pulumi.Input<string> Name { get; set; }
        Sample.ThingArgs	[Input("tags")] private-wire Pulumi.InputMap<string>? _tags
        Sample.ThingArgs	public .ctor()
        Sample.ThingArgs	public Pulumi.InputMap<string> Tags { get; set; }
        Sample.ThingArgs	public sealed class : Pulumi.ResourceArgs
        Sample.ThingArgs	public static Sample.ThingArgs Empty { get; }
        """;

    const string Version = "*\tversion\t1.2.3\n";

    [Fact]
    public void Writes_exactly_the_listed_members()
    {
        var assembly = Compile(Args, Version);

        Assert.Equal(Args.Split('\n').Order(StringComparer.Ordinal).ToList(), PublicSurface.Of(assembly).ToList());
    }

    [Fact]
    public void Sets_hinted_defaults()
    {
        var assembly = Compile(Args, Version + "Sample.ThingArgs\tdefault\tTags = new() { [\"a\"] = \"b\" }\n");
        var args = Activator.CreateInstance(assembly.GetType("Sample.ThingArgs")!)!;

        Assert.NotNull(args.GetType().GetField("_tags", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(args));
    }

    [Theory]
    [InlineData(
        "Sample.ThingArgs\tpublic void Surprise()", "Sample.ThingArgs: 'public void Surprise()' is not a member an arguments class has.")]
    [InlineData("Sample.Other\tpublic .ctor()", "Sample.Other has members but no line that declares it. Add its type line to the list.")]
    [InlineData(
        "Sample.Other\tpublic interface",
        "Sample.Other ('public interface') is of no kind the generator knows. Write it by hand, hint 'handwritten'.")]
    [InlineData("Sample.Run\tpublic static class", "Sample.Run has no token. Add a hint 'token' with package:module:function.")]
    public void Refuses_what_it_cannot_write(string line, string reason) =>
        Assert.Equal($"error SDK001: {reason}", Assert.Single(Run($"{Args}\n{line}", Version).Diagnostics).ToString());

    [Fact]
    public void Leaves_handwritten_types_alone()
    {
        var result = Run($"{Args}\nSample.Other\tpublic interface", Version + "Sample.Other\thandwritten\n");

        Assert.Empty(result.Diagnostics);
        Assert.DoesNotContain(result.GeneratedTrees, tree => tree.ToString().Contains("Other", StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_a_hint_without_tabs() => Assert.Equal(
        "error SDK001: Hint 'Sample.ThingArgs default' has no tab. Write type, what and value separated by tabs.",
        Assert.Single(Run(Args, Version + "Sample.ThingArgs default").Diagnostics).ToString());

    static GeneratorDriverRunResult Run(string list, string hints) => Drive(list, hints, out _);

    static Assembly Compile(string list, string hints)
    {
        Assert.Empty(Drive(list, hints, out var compilation).Diagnostics);
        return Deviation.Load(compilation);
    }

    static GeneratorDriverRunResult Drive(string list, string hints, out Compilation compilation)
    {
        var driver = CSharpGeneratorDriver
            .Create(new PackageGenerator())
            .AddAdditionalTexts([new Source("Sample.txt", list), new Source("hints.txt", hints)])
            .RunGeneratorsAndUpdateCompilation(Deviation.Compilation(), out compilation, out _);
        return driver.GetRunResult();
    }

    sealed class Source(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) =>
            SourceText.From(content);
    }
}
