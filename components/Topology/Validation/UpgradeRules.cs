using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>How an upgrade rolls.</summary>
static class UpgradeRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (upgrade, at) = (topology.Upgrade, problems.At("upgrade"));
        if (upgrade.MaxUnavailableAgents < 1)
            at.Add("maxUnavailableAgents", $"is {upgrade.MaxUnavailableAgents}, but an upgrade needs to take at least 1 agent out of "
                + "service.");
        Durations.AtLeast(TimeSpan.FromSeconds(10), upgrade.DrainTimeout, "drainTimeout", at);
    }
}
