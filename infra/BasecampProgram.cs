using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;
using Basecamp.Infra.Homelab;
using Pulumi;

namespace Basecamp.Infra;

/// <summary>The Pulumi program: the tiers that this stack owns, from the machines upwards.</summary>
public static class BasecampProgram
{
    /// <summary>Registers the stack's resources and returns its outputs.</summary>
    /// <exception cref="InvalidConfigurationException">
    /// The config is wrong, or asks for what the deployed cluster cannot become. Nothing but the look at the last deployment was registered.
    /// </exception>
    public static async Task<IDictionary<string, object?>> DefineAsync()
    {
        var settings = StackSettings.Read(new Config("basecamp"));
        if (await DeployedTopology.RefuseAsync(settings.Homelab) is { Count: > 0 } refused)
            throw new InvalidConfigurationException(refused);
        foreach (var warning in TopologyWarnings.For(settings.Homelab))
            Log.Warn(warning.ToString());

        var homelab = new HomelabTier("homelab", new() { Topology = settings.Homelab });

        return new Dictionary<string, object?>(homelab.Access.ToStackOutputs())
        {
            [DeployedTopology.Output] = Output.CreateSecret(settings.HomelabJson),
        };
    }
}
