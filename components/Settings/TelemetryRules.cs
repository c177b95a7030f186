using Basecamp.Components.Configuration;

namespace Basecamp.Components.Settings;

/// <summary>Logs and traces that are kept long enough to be of use, on volumes that hold them.</summary>
static class TelemetryRules
{
    public static void Check(PlatformSettings settings, Problems problems)
    {
        if (settings.Logs is { } logs)
        {
            // Loki deletes whole days.
            if (logs.Retention < TimeSpan.FromHours(24))
                problems.Add("logs.retention", $"is {DurationText.Format(logs.Retention)}, but Loki keeps logs for at least 24h. Use 24h or more, such as 720h.");
            CheckSize("logs", logs.StorageGiB, problems);
        }
        if (settings.Traces is { } traces)
        {
            if (traces.Retention < TimeSpan.FromHours(1))
                problems.Add("traces.retention", $"is {DurationText.Format(traces.Retention)}, but traces that are gone within the hour are of no use. Use 1h or more, such as 168h.");
            CheckSize("traces", traces.StorageGiB, problems);
        }
    }

    static void CheckSize(string section, int gibibytes, Problems problems)
    {
        if (gibibytes < 1)
            problems.Add($"{section}.storageGiB", $"is {gibibytes}, but a volume has at least 1 GiB.");
    }
}
