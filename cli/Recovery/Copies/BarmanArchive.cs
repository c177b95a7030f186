using System.Globalization;
using Basecamp.Cli.Recovery.Buckets;

namespace Basecamp.Cli.Recovery.Copies;

/// <summary>
/// The archive of a PostgreSQL server as barman-cloud writes it: <c>base/ID/backup.info</c> beside the data of each base backup, and
/// <c>wals/</c> with the log since then. A base backup without every segment that follows it goes back no further than the gap.
/// </summary>
static class BarmanArchive
{
    /// <summary>The newest base backup, and how far the log goes on from it without a gap.</summary>
    public static async Task<FoundCopy> ReadAsync(IBucket bucket, string prefix, CancellationToken cancellation)
    {
        var infos = new List<StoredObject>();
        await foreach (var each in bucket.ListAsync($"{prefix}base/", cancellation))
            if (each.Name.EndsWith("/backup.info", StringComparison.Ordinal))
                infos.Add(each);
        if (infos.Count == 0)
            return FoundCopy.None("there is no base backup in the archive");

        string? skipped = null;
        foreach (var info in infos.OrderByDescending(each => each.Name, StringComparer.Ordinal))
        {
            var backup = BackupInfo.Parse(await bucket.ReadAsync(info.Name, cancellation));
            if (backup is { IsDone: true, Begin: not null })
                return await FollowAsync(bucket, prefix, backup, skipped, cancellation);
            skipped ??= $"the newest base backup, {IdOf(info.Name)}, is {backup.Status}";
        }
        return FoundCopy.None("no base backup in the archive is complete");
    }

    static async Task<FoundCopy> FollowAsync(IBucket bucket, string prefix, BackupInfo backup, string? problem, CancellationToken cancellation)
    {
        var (begin, end) = (backup.Begin!.Value, backup.End ?? backup.Begin!.Value);
        var segments = new SortedDictionary<ulong, (WalSegment Segment, DateTimeOffset Changed)>();
        await foreach (var each in bucket.ListAsync($"{prefix}wals/", cancellation))
        {
            // After a failover the log goes on under a higher timeline, from the segment in which it happened.
            if (WalSegment.Parse(each.Name[(each.Name.LastIndexOf('/') + 1)..], begin.PerLog) is { } segment && segment.Timeline >= begin.Timeline && segment.Number >= begin.Number
                && !(segments.TryGetValue(segment.Number, out var known) && known.Segment.Timeline > segment.Timeline))
                segments[segment.Number] = (segment, each.Changed);
        }
        var next = begin.Number;
        DateTimeOffset? last = null;
        while (segments.TryGetValue(next, out var found))
        {
            last = found.Changed;
            next++;
        }
        if (next <= end.Number)
            return FoundCopy.None($"the base backup of {Time(backup.EndTime)} cannot be restored: segment {begin with { Number = next }} of the log is missing");
        var gap = segments.Keys.Any(number => number > next)
            ? $"segment {begin with { Number = next }} of the log is missing: what came after it cannot be restored"
            : null;
        return new(backup.EndTime ?? last, last ?? backup.EndTime, $"base of {Time(backup.EndTime)}, log to {segments[next - 1].Segment}", gap ?? problem);
    }

    static string IdOf(string name) => name.Split('/')[^2];

    static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "an unknown time";
}
