using System.Globalization;
using System.Text.Json;
using Basecamp.Cli.Recovery.Buckets;

namespace Basecamp.Cli.Recovery.Copies;

/// <summary>Velero's backups: <c>backups/NAME/velero-backup.json</c> is the Backup object as it was when it ended.</summary>
static class VeleroBackups
{
    const string File = "/velero-backup.json";
    const string ScheduleLabel = "velero.io/schedule-name";

    /// <summary>The newest complete backup of a schedule.</summary>
    public static async Task<FoundCopy> ReadAsync(IBucket bucket, string prefix, string? schedule, CancellationToken cancellation)
    {
        var backups = new List<StoredObject>();
        await foreach (var each in bucket.ListAsync(prefix, cancellation))
            if (each.Name.EndsWith(File, StringComparison.Ordinal))
                backups.Add(each);
        string? newer = null;
        foreach (var each in backups.OrderByDescending(backup => backup.Changed))
        {
            var (name, ended) = (each.Name[prefix.Length..^File.Length], Read(await bucket.ReadAsync(each.Name, cancellation)));
            if (ended is null || (schedule is not null && ended.Schedule != schedule))
                continue;
            if (ended.Phase == "Completed")
                return FoundCopy.At(ended.Started ?? each.Changed, name, newer) with { Name = name };
            newer ??= $"the newest backup, {name}, is {ended.Phase}";
        }
        return FoundCopy.None(newer ?? $"there is no backup of the schedule {schedule} in the bucket");
    }

    static Ended? Read(string text)
    {
        try
        {
            using var backup = JsonDocument.Parse(text);
            return new(Text(backup.RootElement, "status", "phase") ?? "without a phase", Text(backup.RootElement, "metadata", "labels", ScheduleLabel),
                DateTimeOffset.TryParse(Text(backup.RootElement, "status", "startTimestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null);
        }
        catch (JsonException)
        {
            return new("cut off", null, null);
        }
    }

    static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }

    sealed record Ended(string Phase, string? Schedule, DateTimeOffset? Started);
}
