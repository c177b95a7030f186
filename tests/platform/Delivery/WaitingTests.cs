using Basecamp.Components.Parts;
using Basecamp.Platform.Tests.Tier;
using Basecamp.Testing;

namespace Basecamp.Platform.Tests.Delivery;

/// <summary>What waits for what under Pulumi, and how much of Pulumi's state that takes.</summary>
public sealed class WaitingTests
{
    [Fact]
    public async Task Every_chart_waits_for_the_charts_of_the_units_before_and_for_the_policies_of_its_namespace()
    {
        var stack = await PlatformRun.OfTier(Everything.Settings);
        var units = stack.Resources.Where(resource => resource.Resource is PlatformComponent).ToList();
        var releases = units.ToDictionary(unit => ((PlatformComponent)unit.Resource).Unit, unit => Below(unit).Where(IsRelease).ToList());
        var policies = stack.OfType("kubernetes:networking.k8s.io/v1:NetworkPolicy").ToList();
        var checkedUnits = 0;
        foreach (var component in units)
        {
            var unit = ((PlatformComponent)component.Resource).Unit;
            foreach (var release in releases[unit])
            {
                var before = release.AllDependencies();
                Assert.Equal([], unit.After.SelectMany(other => releases[other]).Except(before).Select(each => $"{release} does not wait for {each}"));
                var own = Below(component).Where(each => each.Parent?.Type == "basecamp:index:ManagedNamespace" && policies.Contains(each));
                Assert.Equal([], own.Except(before).Select(each => $"{release} does not wait for {each}"));
                checkedUnits++;
            }
        }
        Assert.True(checkedUnits > 30);
    }

    [Fact]
    public async Task Every_object_of_a_custom_kind_waits_for_its_definition()
    {
        var stack = await PlatformRun.OfTier(Everything.Settings);
        var custom = stack.Resources.Where(resource => !resource.IsComponent && Domain(resource) is { } group && !group.EndsWith(".k8s.io", StringComparison.Ordinal)).ToList();

        Assert.True(custom.Count > 60);
        Assert.Equal([], custom.Where(resource => !resource.AllDependencies().Any(IsRelease)).Select(each => each.ToString()));
    }

    [Fact]
    public async Task A_policy_waits_for_nothing_but_its_namespace()
    {
        var stack = await PlatformRun.OfTier(Everything.Settings);
        var inNamespaces = stack.OfType("kubernetes:networking.k8s.io/v1:NetworkPolicy").Where(policy => policy.Parent?.Type == "basecamp:index:ManagedNamespace").ToList();

        Assert.True(inNamespaces.Count > 40);
        Assert.All(inNamespaces, policy => Assert.Equal("kubernetes:core/v1:Namespace", Assert.Single(policy.DependsOn).Type));
    }

    [Fact]
    public async Task Each_resource_lists_few_others_in_the_state()
    {
        var stack = await PlatformRun.OfTier(Everything.Settings);
        var resources = stack.Resources.Where(resource => !resource.IsComponent).ToList();
        var listed = resources.Sum(resource => resource.DependsOn.Sum(Expanded));

        // 17,000 when every component was waited for as a whole: 3 MB of a state of 4.4 MB.
        Assert.True(listed < 12 * resources.Count, $"{listed} dependencies of {resources.Count} resources");
    }

    // The SDK sends every custom resource in a component that is waited for.
    static int Expanded(RecordedResource resource) => resource.IsComponent ? Below(resource).Count(each => !each.IsComponent) : 1;

    static IEnumerable<RecordedResource> Below(RecordedResource resource) => resource.Children.SelectMany(child => Below(child).Prepend(child));

    static bool IsRelease(RecordedResource resource) => resource.Type == "kubernetes:helm.sh/v3:Release";

    // The group of a kind that a definition adds has a domain; those of Kubernetes itself have none, or one below k8s.io.
    static string? Domain(RecordedResource resource) =>
        resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal) && resource.Input("apiVersion") is string version && version.Contains('/', StringComparison.Ordinal)
            && version.Split('/')[0] is var group && group.Contains('.', StringComparison.Ordinal) ? group : null;
}
