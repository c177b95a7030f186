using NodaTime;

namespace Basecamp.Triage.OnCall;

enum RotationUnit
{
    Hour,
    Day,
    Week,
    Month,
}

/// <summary>
/// Who is on call in turn, as a pure function of time: no cursor is stored, so the answer is right after any downtime and
/// for any moment of the past or the future. Days, weeks and months are counted on the calendar from the anchor, hours by
/// elapsed time. Months are counted from the anchor, not chained: an anchor on the 31st hands off on the last day of a
/// shorter month and on the 31st again after it. Hours outside a restriction use up turns too: see docs/triage/on-call.md.
/// </summary>
/// <param name="Anchor">The first hand-off, as wall time in the schedule's zone.</param>
/// <param name="Unit">What a shift is measured in.</param>
/// <param name="Length">Units per shift, at least 1.</param>
sealed record Rotation(LocalDateTime Anchor, RotationUnit Unit, int Length)
{
    /// <summary>The number of the shift at that moment; 0 starts at the anchor, negative numbers lie before it.</summary>
    public long ShiftAt(Instant at, DateTimeZone zone)
    {
        var shift = Estimate(at, zone);
        // The estimate ignores the time of day and daylight saving; at most one shift off either way.
        while (at < StartOf(shift, zone))
            shift--;
        while (at >= StartOf(shift + 1, zone))
            shift++;
        return shift;
    }

    /// <summary>When a shift starts. It ends where the next one starts.</summary>
    public Instant StartOf(long shift, DateTimeZone zone) => Unit == RotationUnit.Hour
        ? ZoneTime.ToInstant(Anchor, zone) + Duration.FromHours(shift * Length)
        : ZoneTime.ToInstant(Plus(checked((int)(shift * Length))), zone);

    LocalDateTime Plus(int units) => Unit switch
    {
        RotationUnit.Day => Anchor.PlusDays(units),
        RotationUnit.Week => Anchor.PlusWeeks(units),
        _ => Anchor.PlusMonths(units),
    };

    long Estimate(Instant at, DateTimeZone zone)
    {
        if (Unit == RotationUnit.Hour)
            return (long)Math.Floor((at - ZoneTime.ToInstant(Anchor, zone)).TotalHours / Length);
        var date = at.InZone(zone).Date;
        var units = Unit switch
        {
            RotationUnit.Day => Period.DaysBetween(Anchor.Date, date),
            RotationUnit.Week => FloorDivide(Period.DaysBetween(Anchor.Date, date), 7),
            _ => (date.Year - Anchor.Year) * 12 + date.Month - Anchor.Month,
        };
        return FloorDivide(units, Length);
    }

    static int FloorDivide(int value, int by) => (int)Math.Floor((double)value / by);
}
