using Basecamp.Infra.Homelab;
using Pulumi;

namespace Basecamp.Infra;

/// <summary>The Pulumi program: the tiers that this stack owns, from the machines upwards.</summary>
public static class BasecampProgram
{
    /// <summary>Registers the stack's resources and returns its outputs.</summary>
    /// <exception cref="Components.Configuration.InvalidConfigurationException">The stack's config is wrong; nothing was registered.</exception>
    public static Task<IDictionary<string, object?>> DefineAsync()
    {
        var settings = StackSettings.Read(new Config("basecamp"));
        var homelab = new HomelabTier("homelab", new() { Topology = settings.Homelab });
        return Task.FromResult(homelab.Access.ToStackOutputs());
    }
}
