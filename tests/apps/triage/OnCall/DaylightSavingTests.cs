using Basecamp.Triage.OnCall;
using NodaTime;
using NodaTime.Text;

namespace Basecamp.Triage.Tests.OnCall;

public sealed class DaylightSavingTests
{
    static readonly DateTimeZone London = ZoneTime.Zone("Europe/London");

    static Instant At(string utc) => InstantPattern.ExtendedIso.Parse(utc).Value;

    [Fact]
    public void A_skipped_wall_time_is_the_first_instant_after_the_gap() =>
        Assert.Equal(At("2026-03-29T01:00:00Z"), ZoneTime.ToInstant(new LocalDateTime(2026, 3, 29, 1, 30), London));

    [Fact]
    public void A_wall_time_that_happens_twice_is_its_first_occurrence() =>
        Assert.Equal(At("2026-10-25T00:30:00Z"), ZoneTime.ToInstant(new LocalDateTime(2026, 10, 25, 1, 30), London));

    [Fact]
    public void A_weekly_hand_off_stays_at_nine_in_london_all_year()
    {
        var rotation = new Rotation(new LocalDateTime(2026, 1, 5, 9, 0), RotationUnit.Week, 1);
        Assert.Equal(At("2026-03-23T09:00:00Z"), rotation.StartOf(11, London));
        Assert.Equal(At("2026-03-30T08:00:00Z"), rotation.StartOf(12, London));
        Assert.Equal(At("2026-10-26T09:00:00Z"), rotation.StartOf(42, London));
    }

    [Fact]
    public void A_twelve_hour_shift_lasts_twelve_hours_over_the_change()
    {
        var rotation = new Rotation(new LocalDateTime(2026, 3, 28, 12, 0), RotationUnit.Hour, 12);
        Assert.Equal(At("2026-03-29T00:00:00Z"), rotation.StartOf(1, London));
        Assert.Equal(At("2026-03-29T12:00:00Z"), rotation.StartOf(2, London));
    }

    [Theory]
    [InlineData(0, "2026-01-31")]
    [InlineData(1, "2026-02-28")]
    [InlineData(2, "2026-03-31")]
    [InlineData(3, "2026-04-30")]
    [InlineData(25, "2028-02-29")]
    public void Months_are_counted_from_the_anchor_so_the_31st_comes_back(int shift, string day)
    {
        var rotation = new Rotation(new LocalDateTime(2026, 1, 31, 9, 0), RotationUnit.Month, 1);
        Assert.Equal(day, rotation.StartOf(shift, DateTimeZone.Utc).InUtc().Date.ToString("uuuu-MM-dd", null));
    }

    public static TheoryData<string, string, int> ZonesAndUnits()
    {
        var data = new TheoryData<string, string, int>();
        foreach (var zone in (string[])["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia",
            "Etc/UTC"])
            foreach (var (unit, length) in ((RotationUnit, int)[])[(RotationUnit.Hour, 7), (RotationUnit.Day, 1), (RotationUnit.Week, 2),
                (RotationUnit.Month, 1)])
                data.Add(zone, unit.ToString(), length);
        return data;
    }

    /// <summary>
    /// Two years before to two years after: every minute around each change of the clocks, every quarter of an hour
    /// elsewhere. At each there is exactly one shift that has started and not ended, and the numbers only go up by one.
    /// </summary>
    [Theory]
    [MemberData(nameof(ZonesAndUnits))]
    public void Somebody_is_on_call_at_every_moment_of_four_years_and_never_two(string name, string unit, int length)
    {
        var zone = ZoneTime.Zone(name);
        // 02:30 exists twice or not at all on the days of the change in several of the zones.
        var rotation = new Rotation(new LocalDateTime(2025, 12, 29, 2, 30), Enum.Parse<RotationUnit>(unit), length);
        var (from, to) = (At("2024-06-01T00:00:00Z"), At("2028-06-01T00:00:00Z"));
        var changes = zone.GetZoneIntervals(from, to).Where(i => i.HasStart && i.Start > from).Select(i => i.Start).ToList();
        var before = rotation.ShiftAt(from, zone);
        var (start, end) = (rotation.StartOf(before, zone), rotation.StartOf(before + 1, zone));
        var next = 0;
        for (var at = from; at < to; at += Near(at, changes, ref next) ? Duration.FromMinutes(1) : Duration.FromMinutes(15))
        {
            var shift = rotation.ShiftAt(at, zone);
            if (shift != before)
            {
                Assert.True(shift == before + 1, $"{name} {at}: shift {before} was followed by {shift}");
                (before, start, end) = (shift, end, rotation.StartOf(shift + 1, zone));
            }
            if (at < start || at >= end)
                Assert.Fail($"{name} {at}: outside of shift {shift}, {start} to {end}");
        }
    }

    static bool Near(Instant at, List<Instant> changes, ref int next)
    {
        while (next < changes.Count && at >= changes[next] + Duration.FromHours(4))
            next++;
        return next < changes.Count && at > changes[next] - Duration.FromHours(4);
    }
}
