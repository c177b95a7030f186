using Basecamp.Sdk.Tests.Samples;
using Pulumi;
using static Basecamp.Sdk.Tests.Samples.OutputReading;

namespace Basecamp.Sdk.Tests.Behaviour;

public class ResourceTests
{
    [Fact]
    public async Task Registers_in_program_order_with_type_and_name()
    {
        var recorder = new Recorder();
        var resources = await recorder.Update(() =>
        {
            new Thing("first");
            new Group("group", group => new Thing("child", options: new() { Parent = group }));
            new Thing("last");
        });

        Assert.Equal(
            [("test:index:Thing", "first"), ("test:index:Group", "group"), ("test:index:Thing", "child"), ("test:index:Thing", "last")],
            recorder.Resources.Select(resource => (resource.Type!, resource.Name!)));
        Assert.Equal(["first", "group", "child", "last"], resources.Select(resource => resource.GetResourceName()));
        Assert.Equal("test:index:Thing", resources[0].GetResourceType());
    }

    [Fact]
    public async Task Has_a_urn_that_names_the_first_type_above_it()
    {
        Thing top = null!, child = null!;
        await new Recorder().Update(() =>
        {
            top = new Thing("top");
            new Group("group", group => child = new Thing("child", options: new() { Parent = group }));
        });

        Assert.Equal(Known("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Thing::top"), await top.Urn.Read());
        Assert.Equal(Known("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Thing::child"), await child.Urn.Read());
    }

    [Fact]
    public async Task Has_the_id_of_the_mock()
    {
        Thing thing = null!;
        await new Recorder().Update(() => thing = new Thing("thing"));

        Assert.Equal(Known("thing-id"), await thing.Id.Read());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Has_an_unknown_id_when_the_mock_gives_none(string? id)
    {
        Thing thing = null!;
        await new Recorder { Answer = args => (id, args.Inputs) }.Update(() => thing = new Thing("thing"));

        Assert.False((await thing.Id.Read()).IsKnown);
    }

    [Fact]
    public async Task Knows_in_an_update_that_an_output_without_value_is_not_set()
    {
        Thing thing = null!;
        await new Recorder().Update(() => thing = new Thing("thing", new ThingArgs { Text = "a" }));

        Assert.Equal(Known("a"), await thing.Text.Read());
        Assert.Equal(Known(0), await thing.Count.Read());
    }

    [Fact]
    public async Task Does_not_know_in_a_preview_what_an_output_without_value_will_be()
    {
        Thing thing = null!;
        await new Recorder().Preview(() => thing = new Thing("thing", new ThingArgs { Text = "a" }));

        Assert.Equal(Known("a"), await thing.Text.Read());
        Assert.False((await thing.Count.Read()).IsKnown);
    }

    [Fact]
    public async Task Reads_an_existing_resource_by_its_id()
    {
        var recorder = new Recorder { Answer = args => ("other", args.Inputs.Add("text", "found")) };
        Thing thing = null!;
        await recorder.Update(() => thing = new Thing("thing", null, new() { Id = "existing" }));

        Assert.Equal("existing", recorder.Single("thing").Id);
        Assert.Equal(Known("existing"), await thing.Id.Read());
        Assert.Equal(Known("found"), await thing.Text.Read());
    }

    [Fact]
    public async Task Imports_an_existing_resource_by_its_id()
    {
        var recorder = new Recorder { Answer = args => (null, args.Inputs) };
        Thing thing = null!;
        await recorder.Update(() =>
        {
            thing = new Thing("thing", null, new() { ImportId = "existing" });
            new Thing("new");
        });

        Assert.Equal("existing", recorder.Single("thing").Id);
        Assert.Equal(Known("existing"), await thing.Id.Read());
        Assert.True(string.IsNullOrEmpty(recorder.Single("new").Id));
    }

    [Fact]
    public async Task Waits_for_a_mock_that_takes_its_time()
    {
        var mocks = new SlowMocks();
        Thing first = null!, second = null!;
        await Deployment.TestAsync(mocks, new() { IsPreview = false }, () =>
        {
            first = new Thing("first");
            second = new Thing("second", new ThingArgs { Text = first.Text });
        });

        Assert.Equal(Known("first done"), await second.Text.Apply(text => text).Read());
        Assert.Equal(["start first", "end first", "start second", "end second"], mocks.Events);
    }

    [Fact]
    public async Task Runs_beside_other_programs_without_mixing_resources()
    {
        var recorders = Enumerable.Range(0, 8).Select(_ => new Recorder()).ToList();
        await Task.WhenAll(recorders.Select((recorder, i) => Task.Run(() => recorder.Update(() =>
        {
            for (var n = 0; n < 50; n++)
                new Thing($"{i}-{n}");
        }))));

        Assert.All(recorders.Select((recorder, i) => (recorder, i)), pair => Assert.Equal(
            Enumerable.Range(0, 50).Select(n => $"{pair.i}-{n}"), pair.recorder.Resources.Select(resource => resource.Name)));
    }

    [Fact]
    public async Task Survives_ten_thousand_resources_that_depend_on_each_other()
    {
        var recorder = new Recorder();
        await recorder.Update(() =>
        {
            Output<string> text = Output.Create("0");
            for (var n = 0; n < 10_000; n++)
                text = new Thing($"thing-{n}", new ThingArgs { Text = text, Labels = { ["n"] = $"{n}" } }).Text;
        });

        Assert.Equal(10_000, recorder.Resources.Count);
        Assert.Equal("0", recorder.Resources[^1].Inputs["text"]);
    }
}
