using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Infra.Homelab;
using Basecamp.Infra.Platform;
using Kubernetes = Pulumi.Kubernetes;

namespace Basecamp.Infra.Apps;

/// <summary>A platform that another stack deployed, as it exported it.</summary>
static class DeployedPlatform
{
    /// <summary>What it offers.</summary>
    /// <param name="stack">Name of the stack: <c>organization/project/stack</c>, or the stack's alone.</param>
    /// <param name="access">How to reach the cluster.</param>
    /// <param name="cluster">What the cluster is like.</param>
    /// <param name="settings">This stack's settings, which must suit that platform.</param>
    /// <exception cref="InvalidConfigurationException">The stack exports no platform, or the settings do not suit it.</exception>
    public static async Task<PlatformServices> ReadAsync(string stack, ClusterAccess access, ClusterFacts cluster, StackSettings settings)
    {
        var reference = OtherStack.Of("platform-stack", stack);
        var facts = await PlatformServices.FactsOfAsync(reference) ?? throw new InvalidConfigurationException([new("basecamp:platformStack",
            $"names '{stack}', which exports no platform. Run `pulumi up` there first, with this version of basecamp, or correct the name.")]);
        if (AppsValidation.Validate(settings.Apps!, facts, AppsConfiguration.RootPath) is { Count: > 0 } problems)
            throw new InvalidConfigurationException(problems);
        return PlatformServices.From(reference, facts, cluster, new Kubernetes.Provider("cluster", ClusterProvider.For(access)));
    }
}
