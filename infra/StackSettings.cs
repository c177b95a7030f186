using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;
using Pulumi;

namespace Basecamp.Infra;

/// <summary>A stack's config, read in one place and valid as a whole. The only code that knows config keys.</summary>
public sealed record StackSettings
{
    /// <summary>The machines and the cluster on them.</summary>
    public required HomelabTopology Homelab { get; init; }

    /// <summary>Reads and validates everything before a resource is registered.</summary>
    /// <exception cref="InvalidConfigurationException">Says everything that is wrong, at once.</exception>
    public static StackSettings Read(Config config)
    {
        var problems = StackTiers.Check(config.Get("tiers")).ToList();
        var homelab = config.Get("homelab") is { } json
            ? HomelabConfiguration.TryParse(json, problems)
            : Missing(problems);
        return problems.Count == 0 && homelab is not null
            ? new() { Homelab = homelab }
            : throw new InvalidConfigurationException(problems);
    }

    static HomelabTopology? Missing(List<Problem> problems)
    {
        problems.Add(new("basecamp:homelab", "is missing. It describes the machines and the cluster; start from Pulumi.lab.yaml or docs/homelab/configuration.md."));
        return null;
    }
}
