using NodaTime;

namespace Basecamp.Triage.OnCall;

/// <summary>
/// A window of the week in which a layer counts, half-open: [From, To). To at or before From means the next day, so
/// 22:00–06:00 on Friday ends on Saturday morning, and 00:00–00:00 is the whole day.
/// </summary>
/// <param name="Days">The days on which the window starts.</param>
/// <param name="From">Wall time of the start.</param>
/// <param name="To">Wall time of the end.</param>
sealed record Restriction(IReadOnlySet<IsoDayOfWeek> Days, LocalTime From, LocalTime To)
{
    public bool Covers(Instant at, DateTimeZone zone)
    {
        var today = at.InZone(zone).Date;
        // Yesterday's window may reach into today.
        return WindowOf(today, zone) is { } w && Contains(w, at) || WindowOf(today.PlusDays(-1), zone) is { } y && Contains(y, at);
    }

    /// <summary>The window that starts on a date, or null when none does.</summary>
    public (Instant Start, Instant End)? WindowOf(LocalDate date, DateTimeZone zone)
    {
        if (!Days.Contains(date.DayOfWeek))
            return null;
        var lastDay = To <= From ? date.PlusDays(1) : date;
        return (ZoneTime.ToInstant(date + From, zone), ZoneTime.ToInstant(lastDay + To, zone));
    }

    static bool Contains((Instant Start, Instant End) window, Instant at) => at >= window.Start && at < window.End;
}
