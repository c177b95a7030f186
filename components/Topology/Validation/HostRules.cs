using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>What host preparation writes.</summary>
static class HostRules
{
    // Below this journald keeps less than one busy day.
    const int LeastJournalMiB = 16;

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (host, at) = (topology.Host, problems.At("host"));
        if (host.ShutdownGracePeriodCriticalPods > host.ShutdownGracePeriod)
        {
            at.Add("shutdownGracePeriodCriticalPods", $"is {DurationText.Format(host.ShutdownGracePeriodCriticalPods)}, but is a part of "
                + $"`shutdownGracePeriod` ({DurationText.Format(host.ShutdownGracePeriod)}) and cannot be longer. Lower it, or raise the "
                + "other.");
        }
        if (host.JournalMaxMiB < LeastJournalMiB)
            at.Add("journalMaxMiB", $"is {host.JournalMaxMiB}, but must be at least {LeastJournalMiB}. Set it to null to leave the "
                + "journal alone.");
    }
}
