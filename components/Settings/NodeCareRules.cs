using System.Text.RegularExpressions;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.NodeCare;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Settings;

/// <summary>When machines may be touched.</summary>
static partial class NodeCareRules
{
    public static void Check(PlatformSettings settings, ClusterFacts cluster, Problems problems)
    {
        if (settings.NodeCare is not { } care)
            return;
        var at = problems.At("nodeCare");
        if (cluster.Provider == MachineProvider.K3d)
        {
            if (care.Reboots is not null)
                at.Add("reboots", "is set, but the cluster's machines are containers, which never ask for a reboot. Remove it.");
            if (care.Upgrades is not null)
                at.Add("upgrades", "is set, but the cluster's machines are containers, whose K3s comes with their image. Remove it, and change `k3s.version` in `basecamp:homelab`.");
        }
        if (care.Reboots is { } reboots)
        {
            CheckWindow(reboots.Window, at.At("reboots.window"));
            if (reboots.LockTtl <= reboots.DrainTimeout)
                at.Add("reboots.lockTtl", $"is {DurationText.Format(reboots.LockTtl)}, but must be longer than `drainTimeout` ({DurationText.Format(reboots.DrainTimeout)}): otherwise the next machine starts while this one still drains.");
        }
        if (care.Upgrades is { } upgrades)
        {
            CheckWindow(upgrades.Window, at.At("upgrades.window"));
            if (upgrades.Deadline <= upgrades.DrainTimeout)
                at.Add("upgrades.deadline", $"is {DurationText.Format(upgrades.Deadline)}, but must be longer than `drainTimeout` ({DurationText.Format(upgrades.DrainTimeout)}): otherwise it ends before the upgrade begins.");
        }
        if (care.Rebalance is { MostPerNode: < 1 } rebalance)
            at.Add("rebalance.mostPerNode", $"is {rebalance.MostPerNode}, but must be at least 1. Remove `rebalance:` to switch it off.");
    }

    static void CheckWindow(MaintenanceWindow window, Problems at)
    {
        if (window.Days.Count == 0)
            at.Add("days", "is empty, so nothing would ever happen. Name days, or remove it for all of them.");
        var isStart = TryTime("start", window.Start, at, out var start);
        var isEnd = TryTime("end", window.End, at, out var end);
        if (isStart && isEnd && end <= start)
            at.Add("end", $"is {window.End}, but must be later than `start` ({window.Start}): a window ends on the day it begins.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(window.TimeZone, out _))
            at.Add("timeZone", $"is {Shown.Text(window.TimeZone)}, but must be a name of the IANA time zone database, such as Europe/Berlin.");
    }

    static bool TryTime(string setting, string text, Problems at, out TimeOnly time)
    {
        time = default;
        if (Time().IsMatch(text) && TimeOnly.TryParseExact(text, "HH:mm", out time))
            return true;
        at.Add(setting, $"is {Shown.Text(text)}, but must be a time of day in quotes, such as \"02:00\".");
        return false;
    }

    [GeneratedRegex(@"^[0-9]{2}:[0-9]{2}\z")]
    private static partial Regex Time();
}
