using System.Globalization;

namespace Basecamp.Cli.Recovery.Copies;

/// <summary>What barman's <c>backup.info</c> says: lines of <c>key=value</c>.</summary>
/// <param name="Status"><c>DONE</c>, <c>STARTED</c>, <c>FAILED</c> …; <c>unreadable</c> when there is none.</param>
/// <param name="Begin">First segment that is needed; null when it is not known yet.</param>
/// <param name="End">Last segment that is needed for a consistent database.</param>
/// <param name="EndTime">When it was finished.</param>
sealed record BackupInfo(string Status, WalSegment? Begin, WalSegment? End, DateTimeOffset? EndTime)
{
    const long LogBytes = 1L << 32;

    /// <summary>Whether it is complete.</summary>
    public bool IsDone => Status == "DONE";

    /// <summary>Reads the text; what is not there is null.</summary>
    public static BackupInfo Parse(string text)
    {
        var values = text.ReplaceLineEndings("\n").Split('\n')
            .Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0].Trim(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First()[1].Trim(), StringComparer.Ordinal);
        var perLog = uint.TryParse(values.GetValueOrDefault("xlog_segment_size"), CultureInfo.InvariantCulture, out var bytes) && bytes > 0 ? (uint)(LogBytes / bytes) : 256;
        return new(
            values.GetValueOrDefault("status") is { Length: > 0 } status ? status : "unreadable",
            WalSegment.Parse(values.GetValueOrDefault("begin_wal") ?? "", perLog),
            WalSegment.Parse(values.GetValueOrDefault("end_wal") ?? "", perLog),
            TimeOf(values.GetValueOrDefault("end_time")));
    }

    // Python's isoformat or str: 2026-11-28 03:00:41.123456+00:00.
    static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
