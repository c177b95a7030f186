using System.Text.Json;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Infra.Platform;

namespace Basecamp.Infra.Homelab;

/// <summary>A cluster that another stack deployed, as it exported it.</summary>
static class DeployedHomelab
{
    /// <summary>Name of the output with the cluster's facts.</summary>
    public const string Output = "clusterFacts";

    /// <summary>Access to the cluster and its facts.</summary>
    /// <param name="stack">Name of the stack: <c>organization/project/stack</c>, or the stack's alone.</param>
    /// <param name="settings">This stack's settings, which must suit that cluster.</param>
    /// <exception cref="InvalidConfigurationException">The stack exports no cluster, or the settings do not suit it.</exception>
    public static async Task<(ClusterAccess, ClusterFacts)> ReadAsync(string stack, StackSettings settings)
    {
        var reference = OtherStack.Of("homelab-stack", stack);
        var facts = Facts((await reference.GetOutputDetailsAsync(Output)).Value as string)
            ?? throw new InvalidConfigurationException([new("basecamp:homelabStack",
                $"names '{stack}', which exports no cluster. Run `pulumi up` there first, with this version of basecamp, or correct the name.")]);
        if (settings.Platform is { } platform
            && PlatformRules.Validate(platform, facts, settings.Delivery, PlatformConfiguration.RootPath) is { Count: > 0 } problems)
            throw new InvalidConfigurationException(problems);
        return (ClusterAccess.From(reference), facts);
    }

    static ClusterFacts? Facts(string? json)
    {
        try
        {
            return json is null ? null : ClusterFacts.FromJson(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
