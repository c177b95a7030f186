using Cronos;

namespace Basecamp.Cli.Recovery.Check;

/// <summary>How much time passes between two copies of a schedule.</summary>
static class CopySchedule
{
    const int Looked = 60;

    /// <summary>What a copy may take and a clock be wrong.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromHours(2);

    /// <summary>The longest time between two of the next copies.</summary>
    /// <param name="schedule">A cron expression of five fields.</param>
    /// <param name="now">From when on.</param>
    public static TimeSpan LongestPause(string schedule, DateTimeOffset now)
    {
        var cron = CronExpression.Parse(schedule);
        var (longest, before) = (TimeSpan.Zero, cron.GetNextOccurrence(now.UtcDateTime));
        for (var index = 0; index < Looked && before is not null; index++)
        {
            if (cron.GetNextOccurrence(before.Value) is not { } next)
                break;
            longest = next - before.Value > longest ? next - before.Value : longest;
            before = next;
        }
        return longest;
    }
}
