using Basecamp.Components.Topology;
using Basecamp.Infra.Homelab;
using Basecamp.Testing;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests.Homelab;

/// <summary>Records the homelab tier of a topology.</summary>
static class HomelabRun
{
    public const string RemoteCommand = "command:remote:Command";

    public static Task<RecordedStack> Of(HomelabTopology topology, bool preview = false) => RecordedStack.RunAsync(
        () => { _ = new HomelabTier("homelab", new() { Topology = topology }); },
        new RecordingOptions { ProjectName = "basecamp", StackName = "test", IsPreview = preview });

    public static async Task<StackChanges> Change(HomelabTopology before, HomelabTopology after) =>
        StackChanges.Between(await Of(before), await Of(after));

    public static RecordedResource Command(this RecordedStack stack, string name) => stack.Single(RemoteCommand, name);

    public static IEnumerable<RecordedResource> Commands(this RecordedStack stack) => stack.OfType(RemoteCommand);

    /// <summary>Whether <paramref name="resource"/> only runs after <paramref name="other"/> is finished.</summary>
    public static bool RunsAfter(this RecordedResource resource, RecordedResource other) => resource.AllDependencies().Contains(other);
}
