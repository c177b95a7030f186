using System.Collections.Immutable;
using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using static Basecamp.Sdk.Tests.Samples.OutputReading;

namespace Basecamp.Sdk.Tests.Behaviour;

public class TypedOutputTests
{
    static async Task<Thing> ThingWith(params (string Key, object? Value)[] state)
    {
        Thing thing = null!;
        var recorder = new Recorder { Answer = _ => ("id", state.ToDictionary(entry => entry.Key, entry => entry.Value!)) };
        await recorder.Update(() => thing = new Thing("thing"));
        return thing;
    }

    [Fact]
    public async Task Reads_scalars_enums_and_collections()
    {
        var thing = await ThingWith(
            ("text", "a"),
            ("count", 3),
            ("ratio", 0.5),
            ("size", "large"),
            ("names", new[] { "a", "b" }),
            ("labels", new Dictionary<string, string> { ["a"] = "b" }));

        Assert.Equal(Known("a"), await thing.Text.Read());
        Assert.Equal(Known(3), await thing.Count.Read());
        Assert.Equal(Known<double?>(0.5), await thing.Ratio.Read());
        Assert.Equal(Known<Size?>(Size.Large), await thing.Size.Read());
        Assert.Equal(["a", "b"], (await thing.Names.Read()).Value.AsEnumerable());
        Assert.Equal("b", (await thing.Labels.Read()).Value!["a"]);
    }

    [Fact]
    public async Task Reads_output_types_at_any_depth()
    {
        var fallback = new Dictionary<string, object> { ["host"] = "b", ["$ref"] = "r" };
        var detail = new Dictionary<string, object> { ["host"] = "a", ["port"] = 1, ["fallback"] = fallback };
        var thing = await ThingWith(("detail", detail), ("details", new object[] { fallback }));

        var read = (await thing.Detail.Read()).Value!;
        Assert.Equal(("a", 1, null), (read.Host, read.Port, read.Reference));
        Assert.Equal(("b", null, "r"), (read.Fallback!.Host, read.Fallback.Port, read.Fallback.Reference));
        Assert.Equal("b", Assert.Single((await thing.Details.Read()).Value).Host);
    }

    [Fact]
    public async Task Reads_the_fitting_side_of_a_union()
    {
        Assert.Equal("a", (await (await ThingWith(("either", "a"))).Either.Read()).Value.AsT0);
        Assert.Equal(5, (await (await ThingWith(("either", 5))).Either.Read()).Value.AsT1);
    }

    [Fact]
    public async Task Reads_free_form_values_as_wire_types()
    {
        var thing = await ThingWith(("anything", new Dictionary<string, object> { ["n"] = 1, ["l"] = new[] { 2 } }));

        var read = Assert.IsType<ImmutableDictionary<string, object>>((await thing.Anything.Read()).Value);
        Assert.Equal(1d, read["n"]);
        Assert.Equal([2d], Assert.IsType<ImmutableArray<object>>(read["l"]).AsEnumerable());
    }

    [Fact]
    public async Task Reads_the_default_of_a_value_that_does_not_fit()
    {
        var thing = await ThingWith(("count", "three"), ("names", "a"));

        Assert.Equal(Known(0), await thing.Count.Read());
        Assert.True((await thing.Names.Read()).Value.IsDefault);
    }

    [Fact]
    public async Task Keeps_a_mocked_secret_secret_and_others_not()
    {
        var thing = await ThingWith(
            ("text", Output.CreateSecret("s")),
            ("labels", new Dictionary<string, object> { ["a"] = Output.CreateSecret("t") }),
            ("count", 1));

        Assert.Equal(Secret("s"), await thing.Text.Read());
        Assert.True((await thing.Labels.Read()).IsSecret);
        Assert.Equal(Known(1), await thing.Count.Read());
    }

    [Fact]
    public async Task Keeps_a_mocked_unknown_unknown()
    {
        var thing = await ThingWith(("text", Pulumi.Utilities.OutputUtilities.CreateUnknown("x")), ("count", 1));

        Assert.False((await thing.Text.Read()).IsKnown);
        Assert.Equal(Known(1), await thing.Count.Read());
    }

    [Fact]
    public async Task Reads_output_types_returned_as_state()
    {
        var thing = await ThingWith(("detail", new Dictionary<string, object> { ["host"] = "a" }));
        var detail = (await thing.Detail.Read()).Value!;
        var copy = await ThingWith(("detail", detail));

        Assert.Equal("a", (await copy.Detail.Read()).Value!.Host);
    }
}
