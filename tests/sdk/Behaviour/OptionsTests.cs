using Basecamp.Sdk.Tests.Samples;
using Pulumi;

namespace Basecamp.Sdk.Tests.Behaviour;

public class OptionsTests
{
    static string Reference(string name) => $"urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:test::{name}::{name}-id";

    [Fact]
    public async Task Uses_the_given_provider_and_none_by_default()
    {
        var recorder = new Recorder();
        await recorder.Update(() =>
        {
            var provider = new TestProvider("special");
            new Thing("with", null, new() { Provider = provider });
            new Thing("without");
        });

        Assert.Equal(Reference("special"), recorder.Single("with").Provider);
        Assert.True(string.IsNullOrEmpty(recorder.Single("without").Provider));
    }

    [Fact]
    public async Task Inherits_the_provider_of_its_package_from_the_parent()
    {
        var recorder = new Recorder();
        await recorder.Update(() =>
        {
            var provider = new TestProvider("special");
            var other = new TestProvider("other", package: "other");
            new Group("outer", new() { Providers = { provider, other } }, outer =>
                new Group("inner", new() { Parent = outer }, inner =>
                {
                    var child = new Thing("child", null, new() { Parent = inner });
                    new Thing("grandchild", null, new() { Parent = child });
                }));
            new Group("foreign", new() { Provider = other }, group => new Thing("foreign-child", null, new() { Parent = group }));
        });

        Assert.Equal(Reference("special"), recorder.Single("child").Provider);
        Assert.Equal(Reference("special"), recorder.Single("grandchild").Provider);
        Assert.True(string.IsNullOrEmpty(recorder.Single("foreign-child").Provider));
    }

    [Fact]
    public async Task Prefers_its_own_provider_and_hands_it_to_its_children()
    {
        var recorder = new Recorder();
        await recorder.Update(() =>
        {
            var own = new TestProvider("own");
            new Group("group", new() { Provider = new TestProvider("special") }, group =>
            {
                var child = new Thing("child", null, new() { Parent = group, Provider = own });
                new Thing("grandchild", null, new() { Parent = child });
            });
        });

        Assert.Equal(Reference("own"), recorder.Single("child").Provider);
        Assert.Equal(Reference("own"), recorder.Single("grandchild").Provider);
    }

    [Fact]
    public async Task Names_a_provider_without_id_by_the_mark_of_the_unknown()
    {
        var recorder = new Recorder { Answer = args => (null, args.Inputs) };
        await recorder.Preview(() => new Thing("thing", null, new() { Provider = new TestProvider("special") }));

        Assert.EndsWith("::special::04da6b54-80e4-46f7-96ec-b56ff0331ba9", recorder.Single("thing").Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registers_after_what_it_depends_on()
    {
        var mocks = new SlowMocks();
        await Deployment.TestAsync(mocks, new() { IsPreview = false }, () =>
        {
            Thing inside = null!;
            var group = new Group("group", self => inside = new Thing("inside", null, new() { Parent = self }));
            new Thing("after-group", null, new() { DependsOn = { group } });
            new Thing("after-thing", null, new() { DependsOn = { inside } });
            new Thing("free");
        });

        var events = mocks.Events.ToList();
        Assert.True(events.IndexOf("end inside") < events.IndexOf("start after-group"));
        Assert.True(events.IndexOf("end inside") < events.IndexOf("start after-thing"));
        Assert.True(events.IndexOf("start free") < events.IndexOf("end inside"));
    }

    [Fact]
    public void Merges_scalars_by_the_second_and_lists_by_both()
    {
        var merged = CustomResourceOptions.Merge(
            new() { Version = "1", Protect = true, IgnoreChanges = { "a" }, AdditionalSecretOutputs = { "x" } },
            new() { Version = "2", IgnoreChanges = { "b" }, AdditionalSecretOutputs = { "y" }, DeleteBeforeReplace = true });

        Assert.True(merged is { Version: "2", Protect: true, DeleteBeforeReplace: true });
        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(["x", "y"], merged.AdditionalSecretOutputs);
    }

    [Fact]
    public void Leaves_the_merged_options_as_they_were()
    {
        var first = new CustomResourceOptions { IgnoreChanges = { "a" } };
        CustomResourceOptions.Merge(first, new() { IgnoreChanges = { "b" } });

        Assert.Equal(["a"], first.IgnoreChanges);
        Assert.Empty(CustomResourceOptions.Merge(null, null).IgnoreChanges);
    }

    [Fact]
    public async Task Merges_component_providers_with_the_second_winning_for_a_package()
    {
        List<ProviderResource> merged = null!;
        await new Recorder().Update(() =>
        {
            var options1 = new ComponentResourceOptions { Providers = { new TestProvider("a"), new TestProvider("b", "other") } };
            var options2 = new ComponentResourceOptions { Providers = { new TestProvider("c") } };
            merged = ComponentResourceOptions.Merge(options1, options2).Providers;
        });

        Assert.Equal(["b", "c"], merged.Select(provider => provider.GetResourceName()));
    }

    [Fact]
    public async Task Builds_urns_as_the_engine_does()
    {
        OutputContent<string> top = null!, child = null!;
        await new Recorder().Update(() =>
        {
            top = Urn.Create("name", "test:index:Thing").Read().GetAwaiter().GetResult();
            child = Urn.Create("name", "test:index:Thing", new Thing("parent"), project: "ignored").Read().GetAwaiter().GetResult();
        });

        Assert.Equal("urn:pulumi:stack::project::test:index:Thing::name", top.Value);
        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Thing$test:index:Thing::name", child.Value);
    }
}
