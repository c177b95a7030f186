using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Velero;

/// <summary>Backups of the cluster: that they are taken and kept.</summary>
static class VeleroRules
{
    public static void Check(VeleroSpec velero, Problems at)
    {
        if (!CronSchedule.IsValid(velero.Schedule, out var mistake))
            at.Add("schedule", $"is {Shown.Text(velero.Schedule)}, which {mistake}");
        if (velero.RetentionDays < 1)
            at.Add("retentionDays", $"is {velero.RetentionDays}, but backups are kept for at least 1 day.");
        foreach (var (index, ns) in velero.Exclude.Index())
            if (!DnsNames.IsLabel(ns))
                at.Add($"exclude[{index}]", $"is {Shown.Text(ns)}, but names of namespaces are {DnsNames.LabelRule}.");
    }
}
