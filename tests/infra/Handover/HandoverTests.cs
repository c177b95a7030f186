using Basecamp.Components.Configuration;
using Basecamp.Testing;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests.Handover;

/// <summary>
/// A change of owner: what is applied by somebody else from now on is forgotten and never deleted. On the engine, a deletion is decided by what the
/// state says, so everything is marked first, and an owner that changes unmarked is refused.
/// </summary>
public sealed class HandoverTests
{
    [Theory]
    [MemberData(nameof(Owners.Changes), MemberType = typeof(Owners))]
    public async Task Everything_but_the_engine_that_leaves_is_retained_before_the_owner_changes(string owner, string next)
    {
        var stack = await Run(owner, next, null);

        Assert.Equal(next, stack.Outputs["handover"].Value);
        Assert.Equal(owner, stack.Outputs["delivery"].Value);
        Assert.Equal([], Objects(stack).Where(each => !each.Options.RetainOnDelete && !IsOfEngine(each) && !IsDefinitions(each)).Select(each => each.ToString()));
        // Removing one deletes nothing, and one that is forgotten could not be installed again.
        Assert.All(Objects(stack).Where(IsDefinitions), each => Assert.False(each.Options.RetainOnDelete));
        var leaving = Objects(stack).Where(each => !each.Options.RetainOnDelete && !IsDefinitions(each)).ToList();
        Assert.Equal(owner != "pulumi", leaving.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Owners.Changes), MemberType = typeof(Owners))]
    public async Task A_change_that_was_not_prepared_is_refused_before_a_resource_is_registered(string owner, string next)
    {
        var stack = await RecordedStack.TryRunAsync(BasecampProgram.DefineAsync, Stacks.Options(next, null, new() { ["delivery"] = owner }));

        var invalid = Assert.IsType<InvalidConfigurationException>(Assert.Single(stack.Errors).Exception);
        Assert.Equal(
            $"basecamp:delivery: is '{next}', but {owner} owns what is deployed, and handing it over unprepared would delete it from the cluster. "
            + $"Set it back to {owner} and run `./basecamp handover --stack home --to {next}`.",
            Assert.Single(invalid.Problems).ToString());
        Assert.Equal(["pulumi:pulumi:StackReference"], stack.Resources.Select(resource => resource.Type));
    }

    [Theory]
    [MemberData(nameof(Owners.Changes), MemberType = typeof(Owners))]
    public async Task A_change_that_was_prepared_goes_through_and_ends_the_handover(string owner, string next)
    {
        var stack = await Run(next, null, new() { ["delivery"] = owner, ["handover"] = next });

        Assert.Equal(next, stack.Outputs["delivery"].Value);
        Assert.DoesNotContain("handover", stack.Outputs.Keys);
        Assert.Contains(Objects(stack), each => !each.Options.RetainOnDelete);
    }

    [Fact]
    public async Task One_prepared_for_another_owner_is_refused()
    {
        var stack = await RecordedStack.TryRunAsync(
            BasecampProgram.DefineAsync, Stacks.Options("flux", null, new() { ["delivery"] = "pulumi", ["handover"] = "argocd" }));
        Assert.IsType<InvalidConfigurationException>(Assert.Single(stack.Errors).Exception);
    }

    [Fact]
    public async Task A_stack_that_was_never_deployed_may_have_any_owner() => Assert.Empty((await Run("flux", null, null)).Errors);

    [Fact]
    public async Task A_handover_to_the_owner_is_a_mistake()
    {
        var stack = await RecordedStack.TryRunAsync(BasecampProgram.DefineAsync, Stacks.Options("flux", "flux", null));
        var invalid = Assert.IsType<InvalidConfigurationException>(Assert.Single(stack.Errors).Exception);
        Assert.Equal("basecamp:handover", Assert.Single(invalid.Problems).Path);
    }

    static Task<RecordedStack> Run(string delivery, string? handover, Dictionary<string, object?>? deployed) =>
        RecordedStack.RunAsync(BasecampProgram.DefineAsync, Stacks.Options(delivery, handover, deployed));

    static IEnumerable<RecordedResource> Objects(RecordedStack stack) =>
        stack.Resources.Where(each => !each.IsComponent && each.Type.StartsWith("kubernetes:", StringComparison.Ordinal));

    static bool IsOfEngine(RecordedResource resource) =>
        resource.Type.Contains(".toolkit.fluxcd.io/", StringComparison.Ordinal)
        || resource.Type is "kubernetes:argoproj.io/v1alpha1:Application" or "kubernetes:argoproj.io/v1alpha1:AppProject"
        || Above(resource).Any(each => each.Type is "basecamp:index:ArgoCd" or "basecamp:index:Flux");

    static bool IsDefinitions(RecordedResource resource) => resource.Parent?.Type == "basecamp:index:CustomResourceDefinitions";

    static IEnumerable<RecordedResource> Above(RecordedResource resource) =>
        resource.Parent is { } parent ? Above(parent).Prepend(parent) : [];
}
