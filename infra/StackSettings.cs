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
        if (config.Get("homelab") is not { } json)
            problems.Add(new(HomelabConfiguration.DefaultRootPath, Missing));
        else if (HomelabConfiguration.TryParse(json, out var homelab, out var findings) && problems.Count == 0)
            return new() { Homelab = homelab };
        else
            problems.AddRange(findings);
        throw new InvalidConfigurationException(problems);
    }

    const string Missing =
        "is missing. It describes the machines and the cluster: start from Pulumi.lab.yaml, every option is in docs/homelab/configuration.md.";
}
