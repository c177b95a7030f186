using Basecamp.Sdk.Tests.Samples;
using Pulumi;

namespace Basecamp.Sdk.Tests.Behaviour;

public class TransformationTests
{
    sealed class Labelled : Stack
    {
        public static readonly AsyncLocal<List<string>?> Calls = new();

        public Labelled()
            : base(new StackOptions { ResourceTransformations = { Note("stack") } }) =>
            new Group(
                "group",
                new ComponentResourceOptions { ResourceTransformations = { Note("group") } },
                group => new Thing("thing", null, new() { Parent = group, ResourceTransformations = { Note("own 1"), Note("own 2") } }));

        static ResourceTransformation Note(string label) => args =>
        {
            Calls.Value!.Add($"{label}: {args.Resource.GetResourceName()}");
            return null;
        };
    }

    [Fact]
    public async Task Run_from_the_resource_outwards_and_for_everything_below()
    {
        var calls = Labelled.Calls.Value = [];
        await Deployment.TestAsync<Labelled>(new Recorder(), new() { IsPreview = false });

        Assert.Equal(
            [
                "stack: project-stack",
                "group: group",
                "stack: group",
                "own 1: thing",
                "own 2: thing",
                "group: thing",
                "stack: thing",
            ],
            calls);
    }

    [Fact]
    public async Task Replace_arguments_and_options_for_those_after_them()
    {
        var seen = new List<string>();
        var recorder = new Recorder();
        await recorder.Update(() => new Thing("thing", new ThingArgs { Text = "given" }, new()
        {
            ResourceTransformations =
            {
                _ => new(new ThingArgs { Text = "changed" }, new CustomResourceOptions { ImportId = "imported" }),
                args =>
                {
                    seen.Add(((CustomResourceOptions)args.Options).ImportId!);
                    return null;
                },
            },
        }));

        Assert.Equal("changed", recorder.Single("thing").Inputs["text"]);
        Assert.Equal("imported", recorder.Single("thing").Id);
        Assert.Equal(["imported"], seen);
    }

    [Fact]
    public async Task See_typed_arguments_with_their_secrets()
    {
        var secret = false;
        await new Recorder().Update(() => new Thing("thing", new ThingArgs { Text = Output.CreateSecret("s") }, new()
        {
            ResourceTransformations =
            {
                args =>
                {
                    secret = Output.IsSecretAsync(((ThingArgs)args.Args).Text.ToOutput()).GetAwaiter().GetResult();
                    return null;
                },
            },
        }));

        Assert.True(secret);
    }

    [Fact]
    public async Task See_the_options_as_the_program_gave_them()
    {
        CustomResourceOptions seen = null!;
        var given = new CustomResourceOptions
        {
            Protect = true,
            IgnoreChanges = { "text" },
            Aliases = { new Alias { Name = "old" } },
            DeletedWith = null,
            RetainOnDelete = true,
            CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(5) },
            AdditionalSecretOutputs = { "text" },
        };
        given.ResourceTransformations.Add(args =>
        {
            seen = (CustomResourceOptions)args.Options;
            return null;
        });
        await new Recorder().Update(() => new Thing("thing", null, given));

        Assert.True(seen is { Protect: true, RetainOnDelete: true, Parent: null, Provider: null });
        Assert.Equal(["text"], seen.IgnoreChanges);
        Assert.Equal(["text"], seen.AdditionalSecretOutputs);
        Assert.Equal(TimeSpan.FromMinutes(5), seen.CustomTimeouts!.Create);
        Assert.Equal("old", (await (await Assert.Single(seen.Aliases).ToOutput().Read()).Value.Name.ToOutput().Read()).Value);
    }
}
