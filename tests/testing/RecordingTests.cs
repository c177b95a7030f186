using Basecamp.Testing.Tests.Programs;
using Pulumi;

namespace Basecamp.Testing.Tests;

public class RecordingTests
{
    [Fact]
    public async Task Records_type_name_and_inputs_in_construction_order()
    {
        var stack = await RecordedStack.RunAsync(() =>
        {
            _ = new Widget("second", new() { Text = "hello", Count = 3 });
            _ = new Widget("first", new() { Words = { "a", "b" } });
        });

        Assert.Equal(["second", "first"], stack.Resources.Select(resource => resource.Name));
        Assert.All(stack.Resources, resource => Assert.Equal("test:index:Widget", resource.Type));
        Assert.Equal(["count", "text"], stack.Resources[0].Inputs.Keys.Order());
        Assert.Equal("hello", stack.Resources[0].Input("text"));
        Assert.Equal(3.0, stack.Resources[0].Input("count"));
        Assert.Equal("b", stack.Resources[1].Input("words[1]"));
    }

    [Fact]
    public async Task Records_parents_and_children()
    {
        var stack = await RecordedStack.RunAsync(() =>
            _ = new Group("outer", children: outer =>
                _ = new Group("inner", options: new() { Parent = outer }, children: inner =>
                    _ = new Widget("leaf", new(), new() { Parent = inner }))));

        var (outer, inner, leaf) = (stack.Resources[0], stack.Resources[1], stack.Resources[2]);
        Assert.Null(outer.Parent);
        Assert.Equal([inner], outer.Children);
        Assert.Equal([leaf], inner.Children);
        Assert.Same(inner, leaf.Parent);
        Assert.True(outer.IsComponent);
        Assert.False(leaf.IsComponent);
    }

    [Fact]
    public async Task Gives_urns_as_a_real_engine_does()
    {
        var stack = await RecordedStack.RunAsync(
            () => _ = new Group("outer", children: outer => _ = new Widget("leaf", new(), new() { Parent = outer })),
            new() { ProjectName = "camp", StackName = "dev" });

        Assert.Equal("urn:pulumi:dev::camp::test:index:Group::outer", stack.Resources[0].Urn);
        Assert.Equal("urn:pulumi:dev::camp::test:index:Group$test:index:Widget::leaf", stack.Resources[1].Urn);
    }

    [Fact]
    public async Task Records_explicit_dependencies_and_those_through_data()
    {
        var stack = await RecordedStack.RunAsync(() =>
        {
            var source = new Widget("source", new() { Text = "x" });
            var before = new Widget("before", new());
            _ = new Widget("after", new() { Text = source.Text }, new() { DependsOn = { before } });
        });

        var after = stack.Single("test:index:Widget", "after");
        Assert.Equal(["before"], after.DependsOn.Select(resource => resource.Name));
        Assert.Equal(["source"], after.DataDependencies.Select(resource => resource.Name));
        Assert.Equal(["before", "source"], after.AllDependencies().Select(resource => resource.Name).Order());
    }

    [Fact]
    public async Task A_dependency_on_a_component_waits_for_the_custom_resources_in_it()
    {
        var stack = await RecordedStack.RunAsync(() =>
        {
            var group = new Group("group", children: group =>
            {
                _ = new Widget("one", new(), new() { Parent = group });
                _ = new Group("nested", options: new() { Parent = group },
                    children: nested => _ = new Widget("two", new(), new() { Parent = nested }));
            });
            _ = new Widget("after", new(), new() { DependsOn = { group } });
        });

        var after = stack.Named("after").Single();
        Assert.Equal(["group"], after.DependsOn.Select(resource => resource.Name));
        Assert.Equal(["one", "two"], after.AllDependencies().Select(resource => resource.Name).Order());
    }

    [Fact]
    public async Task Records_the_provider_inherited_from_a_component()
    {
        var stack = await RecordedStack.RunAsync(() =>
        {
            var provider = new TestProvider("cluster");
            _ = new Group("group", options: new() { Providers = { provider } },
                children: group => _ = new Widget("leaf", new(), new() { Parent = group }));
            _ = new Widget("alone", new());
        });

        Assert.Same(stack.Named("cluster").Single(), stack.Named("leaf").Single().Provider);
        Assert.True(stack.Named("cluster").Single().IsProvider);
        Assert.Null(stack.Named("alone").Single().Provider);
    }

    [Fact]
    public async Task Records_options()
    {
        var stack = await RecordedStack.RunAsync(() =>
            _ = new Group("group", options: new() { Protect = true }, children: group => _ = new Widget("leaf", new(), new()
            {
                Parent = group,
                IgnoreChanges = { "text" },
                ReplaceOnChanges = { "count" },
                DeleteBeforeReplace = true,
                RetainOnDelete = true,
                AdditionalSecretOutputs = { "computed" },
                CustomTimeouts = new() { Delete = TimeSpan.FromMinutes(2) },
                Version = "1.2.3",
                Aliases = { new Alias { Name = "leave", Type = "test:index:Old" } },
            })));

        var options = stack.Named("leaf").Single().Options;
        Assert.True(options.Protect, "Protect is inherited.");
        Assert.Equal(["text"], options.IgnoreChanges);
        Assert.Equal(["count"], options.ReplaceOnChanges);
        Assert.True(options.DeleteBeforeReplace);
        Assert.True(options.RetainOnDelete);
        Assert.Equal(["computed"], options.AdditionalSecretOutputs);
        Assert.Equal(TimeSpan.FromMinutes(2), options.CustomTimeouts?.Delete);
        Assert.Equal("1.2.3", options.Version);
        var alias = Assert.Single(options.Aliases);
        Assert.Equal(("leave", "test:index:Old", false), (alias.Name, alias.Type, alias.NoParent));
    }

    [Fact]
    public async Task Options_default_to_what_Pulumi_does()
    {
        var stack = await RecordedStack.RunAsync(() => _ = new Widget("leaf", new()));

        var options = stack.Resources[0].Options;
        Assert.False(options.Protect);
        Assert.False(options.RetainOnDelete);
        Assert.Null(options.DeleteBeforeReplace);
        Assert.Empty(options.IgnoreChanges);
        Assert.Empty(options.AdditionalSecretOutputs);
        Assert.Empty(options.Aliases);
        Assert.Null(options.CustomTimeouts);
    }

    [Fact]
    public async Task Records_component_inputs_and_registered_outputs()
    {
        var stack = await RecordedStack.RunAsync(() =>
            _ = new Group("group", new() { Size = 4 }, summary: Output.CreateSecret("hush")));

        var group = stack.Single("test:index:Group");
        Assert.Equal(4.0, group.Input("size"));
        Assert.Equal(["summary"], group.Outputs.Keys);
        Assert.Equal("hush", group.Outputs["summary"].Value);
        Assert.True(group.Outputs["summary"].IsSecret);
        Assert.Equal("[secret]", group.Outputs["summary"].ToString());
    }

    [Fact]
    public async Task Returns_the_outputs_of_the_program_with_their_secretness()
    {
        var stack = await RecordedStack.RunAsync(async () =>
        {
            await Task.Yield();
            var widget = new Widget("widget", new() { Text = "t" });
            return new Dictionary<string, object?>
            {
                ["plain"] = widget.Text,
                ["hidden"] = Output.CreateSecret("s"),
                ["nested"] = new Dictionary<string, object?> { ["inner"] = Output.CreateSecret("n") },
                ["list"] = new[] { "a", "b" },
            };
        });

        Assert.Equal(["hidden", "list", "nested", "plain"], stack.Outputs.Keys.Order());
        Assert.Equal(new("t", IsSecret: false), stack.Outputs["plain"]);
        Assert.Equal(new("s", IsSecret: true), stack.Outputs["hidden"]);
        Assert.True(stack.Outputs["nested"].IsSecret);
        Assert.Equal(new object?[] { "a", "b" }, Assert.IsAssignableFrom<IEnumerable<object?>>(stack.Outputs["list"].Value));
    }

    [Fact]
    public async Task Records_what_a_program_constructs_after_awaiting()
    {
        var stack = await RecordedStack.RunAsync(async () =>
        {
            _ = new Widget("before", new());
            await Task.Delay(1);
            _ = new Widget("after", new());
            return new Dictionary<string, object?>();
        });

        Assert.Equal(["before", "after"], stack.Resources.Select(resource => resource.Name));
        Assert.All(stack.Resources, resource => Assert.True(resource.IsRegistered));
    }

    [Fact]
    public async Task Reports_each_resource_as_it_is_constructed()
    {
        var seen = new List<RecordingProgress>();

        await RecordedStack.RunAsync(
            () => _ = new Group("group", children: group => _ = new Widget("leaf", new(), new() { Parent = group })),
            new() { OnResource = seen.Add });

        Assert.Equal([new(1, "test:index:Group", "group"), new(2, "test:index:Widget", "leaf")], seen);
    }

    [Fact]
    public async Task Runs_the_given_transformations_before_recording()
    {
        var stack = await RecordedStack.RunAsync(
            () => _ = new Widget("leaf", new() { Text = "old" }),
            new()
            {
                Transformations =
                [
                    args => args.Resource is Widget
                        ? new ResourceTransformationResult(new WidgetArgs { Text = "new" }, new CustomResourceOptions { Protect = true })
                        : null,
                ],
            });

        Assert.Equal("new", stack.Resources[0].Input("text"));
        Assert.True(stack.Resources[0].Options.Protect);
    }

    [Fact]
    public async Task Leaves_out_unknown_inputs_in_a_preview()
    {
        var stack = await RecordedStack.RunAsync(() =>
        {
            var source = new Widget("source", new());
            _ = new Widget("user", new() { Text = source.Computed, Count = 1 });
        }, new() { IsPreview = true });

        Assert.Equal(["count"], stack.Named("user").Single().Inputs.Keys);
    }

    [Fact]
    public async Task Stops_when_cancelled()
    {
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RecordedStack.RunAsync(() =>
        {
            _ = new Widget("first", new());
            cancellation.Cancel();
            _ = new Widget("second", new());
        }, cancellation: cancellation.Token));
    }
}
