using System.Collections.Immutable;
using System.Text.Json;
using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using Pulumi.Utilities;

namespace Basecamp.Sdk.Tests.Behaviour;

public class InputTests
{
    static async Task<ImmutableDictionary<string, object>> InputsOf(ThingArgs args)
    {
        var recorder = new Recorder();
        await recorder.Update(() => new Thing("thing", args));
        return recorder.Single("thing").Inputs;
    }

    static ImmutableDictionary<string, object> Map(params (string Key, object Value)[] entries) =>
        entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Value);

    [Fact]
    public async Task Arrive_under_their_wire_names_and_nothing_else_does()
    {
        var inputs = await InputsOf(new ThingArgs { Text = "a", Plain = "b", Ignored = "c" });

        Assert.Equal(Map(("text", "a"), ("plain", "b")), inputs);
    }

    [Fact]
    public async Task Arrive_as_the_few_types_of_the_wire()
    {
        var inputs = await InputsOf(new ThingArgs { Count = 3, Ratio = 0.5, Enabled = true, Size = Size.Large, Level = Level.High });

        Assert.Equal(Map(("count", 3d), ("ratio", 0.5), ("enabled", true), ("size", "large"), ("level", 3d)), inputs);
    }

    [Fact]
    public async Task Are_absent_when_null()
    {
        var inputs = await InputsOf(new ThingArgs { Text = (string)null!, Anything = Output.Create((object)null!) });

        Assert.Empty(inputs);
    }

    [Fact]
    public async Task Are_absent_as_a_whole_when_any_part_is_unknown()
    {
        var unknown = OutputUtilities.CreateUnknown("x");
        var inputs = await InputsOf(new ThingArgs
        {
            Text = unknown,
            Names = { "a", unknown },
            Labels = { ["a"] = "b", ["c"] = unknown },
            Detail = new DetailArgs { Host = unknown, Port = 1 },
            Count = 1,
        });

        Assert.Equal(["count"], inputs.Keys);
    }

    [Fact]
    public async Task Arrive_as_plain_values_when_secret()
    {
        var inputs = await InputsOf(new ThingArgs { Text = Output.CreateSecret("s"), Labels = { ["a"] = Output.CreateSecret("t") } });

        Assert.Equal("s", inputs["text"]);
        Assert.Equal(Map(("a", "t")), inputs["labels"]);
    }

    [Fact]
    public async Task Nest_without_null_values()
    {
        var inputs = await InputsOf(new ThingArgs
        {
            Detail = new DetailArgs { Host = "h" },
            Details = { new DetailArgs { Host = "a", Port = 1 }, Output.Create(new DetailArgs { Host = "b" }) },
        });

        Assert.Equal(Map(("host", "h")), inputs["detail"]);
        var details = Assert.IsType<ImmutableArray<object>>(inputs["details"]);
        Assert.Equal([Map(("host", "a"), ("port", 1d)), Map(("host", "b"))], details.AsEnumerable());
    }

    [Fact]
    public async Task Take_free_form_values_apart()
    {
        var inputs = await InputsOf(new ThingArgs
        {
            Anything = new Dictionary<string, object?>
            {
                ["number"] = 1,
                ["nothing"] = null,
                ["list"] = new object?[] { "a", null, Output.Create(2) },
                ["inner"] = ImmutableDictionary<string, object>.Empty.Add("x", true),
            },
        });

        var anything = Assert.IsType<ImmutableDictionary<string, object>>(inputs["anything"]);
        Assert.Equal(["inner", "list", "number"], anything.Keys.Order());
        Assert.Equal(1d, anything["number"]);
        Assert.Equal(["a", null!, 2d], Assert.IsType<ImmutableArray<object>>(anything["list"]).AsEnumerable());
        Assert.Equal(Map(("x", true)), anything["inner"]);
    }

    [Fact]
    public async Task Keep_an_untouched_collection_apart_from_an_empty_one()
    {
        Assert.Empty(await InputsOf(new ThingArgs()));
        Assert.Equal(["labels", "names"], (await InputsOf(new ThingArgs { Names = [], Labels = [] })).Keys.Order());
    }

    [Fact]
    public async Task Take_either_type_of_a_union()
    {
        Assert.Equal("a", (await InputsOf(new ThingArgs { Either = "a" }))["either"]);
        Assert.Equal(5d, (await InputsOf(new ThingArgs { Either = 5 }))["either"]);
        Assert.Equal("b", (await InputsOf(new ThingArgs { Either = Output.Create("b") }))["either"]);
    }

    [Fact]
    public async Task Take_json_apart()
    {
        var inputs = await InputsOf(new ThingArgs { Json = """{"a":[1,"x",true,null],"b":{"c":0.5}}""" });

        var json = Assert.IsType<ImmutableDictionary<string, object>>(inputs["json"]);
        Assert.Equal([1d, "x", true, null!], Assert.IsType<ImmutableArray<object>>(json["a"]).AsEnumerable());
        Assert.Equal(Map(("c", 0.5)), json["b"]);
    }

    [Theory]
    [InlineData("\"x\"", "\"x\"")]
    [InlineData("true", "true")]
    [InlineData("5", "5")]
    [InlineData("0.5", "0.5")]
    [InlineData("[1,\"a\\n\\\"\"]", "[ 1, \"a\\n\\\"\" ]")]
    [InlineData("{\"b\":1,\"a\":{}}", "{ \"a\": { }, \"b\": 1 }")]
    [InlineData("[]", "[ ]")]
    public async Task Travel_as_json_text_when_declared_so(string value, string expected)
    {
        var inputs = await InputsOf(new ThingArgs { Document = JsonDocument.Parse(value).RootElement });

        Assert.Equal(expected, inputs["document"]);
    }

    [Fact]
    public async Task Carry_assets_and_archives()
    {
        Assert.IsType<FileAsset>((await InputsOf(new ThingArgs { Source = new FileAsset("a.txt") }))["source"]);
        Assert.IsType<StringAsset>((await InputsOf(new ThingArgs { Source = new StringAsset("text") }))["source"]);
        Assert.IsType<RemoteAsset>((await InputsOf(new ThingArgs { Source = new RemoteAsset("https://example.com/a") }))["source"]);
        Assert.IsType<FileArchive>((await InputsOf(new ThingArgs { Source = new FileArchive("dir") }))["source"]);
        Assert.IsType<AssetArchive>((await InputsOf(new ThingArgs
        {
            Source = new AssetArchive(new Dictionary<string, AssetOrArchive> { ["a"] = new StringAsset("text") }),
        }))["source"]);
    }

    [Fact]
    public async Task Carry_a_resource_as_a_reference()
    {
        var recorder = new Recorder();
        Thing first = null!;
        await recorder.Update(() =>
        {
            first = new Thing("first");
            new Thing("second", new ThingArgs { Anything = first });
        });

        var reference = Assert.IsType<Resource>(recorder.Single("second").Inputs["anything"], exactMatch: false);
        Assert.Equal((await first.Urn.Read()).Value, (await reference.Urn.Read()).Value);
    }

    [Fact]
    public async Task Come_from_a_dictionary_without_a_class()
    {
        var recorder = new Recorder();
        var args = new DictionaryResourceArgs(ImmutableDictionary<string, object?>.Empty.Add("a", "b").Add("c", null).Add("id", "x"));
        await recorder.Update(() => new Thing("thing", args));

        Assert.Equal(Map(("a", "b")), recorder.Single("thing").Inputs);
    }
}
