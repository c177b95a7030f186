using System.Collections.Immutable;
using Basecamp.Components.NodeCare;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Settings;
using Pulumi;

namespace Basecamp.Infra.Platform;

/// <summary>What keeps machines in good order.</summary>
static class NodeMaintenance
{
    /// <summary>Installs what the settings ask for.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="platform">What it builds on.</param>
    /// <param name="after">What must be there before; monitoring, if there is any, because reboots wait for its alerts.</param>
    /// <param name="child">Options of the tier's children.</param>
    public static void Install(PlatformSettings settings, PlatformContext platform, ImmutableArray<PlatformComponent> after, ComponentResourceOptions child)
    {
        if (settings.NodeCare?.Reboots is { } reboots)
            _ = new Reboots("kured", new() { Platform = platform, Reboots = reboots, After = after }, child);
        if (settings.NodeCare?.Upgrades is { } upgrades)
            _ = new NodeUpgrades("node-upgrades", new() { Platform = platform, Upgrades = upgrades, After = after }, child);
        if (settings.NodeCare?.Rebalance is { } rebalance)
            _ = new Rebalancing("descheduler", new() { Platform = platform, Rebalance = rebalance, After = after }, child);
    }
}
