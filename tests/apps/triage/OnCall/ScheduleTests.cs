using Basecamp.Triage.OnCall;
using NodaTime;
using NodaTime.Text;

namespace Basecamp.Triage.Tests.OnCall;

public sealed class ScheduleTests
{
    const long Anna = 1, Ben = 2, Chloe = 3;
    static readonly DateTimeZone London = ZoneTime.Zone("Europe/London");
    static readonly HashSet<long> Nobody = [];

    static Instant At(string utc) => InstantPattern.ExtendedIso.Parse(utc).Value;

    static Layer Weekly(params long[] members) => new("weekly", 0, new Rotation(new LocalDateTime(2026, 6, 1, 9, 0), RotationUnit.Week, 1), members, []);

    static Layer Always(string name, int priority, long member, params Restriction[] restrictions) =>
        new(name, priority, new Rotation(new LocalDateTime(2026, 1, 1, 0, 0), RotationUnit.Day, 1), [member], restrictions);

    static Schedule Of(IReadOnlyList<Layer> layers, IReadOnlyList<Override>? overrides = null, bool union = false) =>
        new(1, "s", London, union, layers, overrides ?? []);

    static Restriction Window(string from, string to, params IsoDayOfWeek[] days) =>
        new StoredRestriction([.. days.Select(d => (int)d)], from, to).ToRestriction();

    [Theory]
    [InlineData("2026-06-01T07:59:59Z", Chloe)]
    [InlineData("2026-06-01T08:00:00Z", Anna)]
    [InlineData("2026-06-08T07:59:59Z", Anna)]
    [InlineData("2026-06-08T08:00:00Z", Ben)]
    [InlineData("2026-06-22T08:00:00Z", Anna)]
    public void Members_take_turns_and_hand_off_to_the_second(string at, long expected) =>
        Assert.Equal([expected], Of([Weekly(Anna, Ben, Chloe)]).OnCallAt(At(at), Nobody));

    [Fact]
    public void A_layer_counts_only_within_its_window_also_over_midnight()
    {
        var nights = Of([Always("nights", 0, Anna, Window("22:00", "06:00", IsoDayOfWeek.Friday))]);
        Assert.Empty(nights.OnCallAt(At("2026-06-05T20:59:59Z"), Nobody));
        Assert.Equal([Anna], nights.OnCallAt(At("2026-06-05T21:00:00Z"), Nobody));
        Assert.Equal([Anna], nights.OnCallAt(At("2026-06-06T04:59:59Z"), Nobody));
        Assert.Empty(nights.OnCallAt(At("2026-06-06T05:00:00Z"), Nobody));
        Assert.Empty(nights.OnCallAt(At("2026-06-06T21:00:00Z"), Nobody));
    }

    [Fact]
    public void Midnight_to_midnight_is_the_whole_day()
    {
        var sunday = Of([Always("sunday", 0, Anna, Window("00:00", "00:00", IsoDayOfWeek.Sunday))]);
        Assert.Empty(sunday.OnCallAt(At("2026-06-06T22:59:59Z"), Nobody));
        Assert.Equal([Anna], sunday.OnCallAt(At("2026-06-06T23:00:00Z"), Nobody));
        Assert.Empty(sunday.OnCallAt(At("2026-06-07T23:00:00Z"), Nobody));
    }

    [Fact]
    public void The_higher_layer_wins_where_it_has_somebody_and_the_union_takes_all()
    {
        Layer[] layers = [Always("base", 0, Anna), Always("office", 10, Ben, Window("09:00", "17:00", IsoDayOfWeek.Monday))];
        Assert.Equal([Ben], Of(layers).OnCallAt(At("2026-06-01T12:00:00Z"), Nobody));
        Assert.Equal([Anna], Of(layers).OnCallAt(At("2026-06-01T20:00:00Z"), Nobody));
        Assert.Equal([Ben, Anna], Of(layers, union: true).OnCallAt(At("2026-06-01T12:00:00Z"), Nobody));
    }

    [Fact]
    public void Off_hours_use_up_turns()
    {
        var daily = new Layer("daily", 0, new Rotation(new LocalDateTime(2026, 6, 1, 9, 0), RotationUnit.Day, 1), [Anna, Ben, Chloe],
            [Window("09:00", "17:00", IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday)]);
        Assert.Equal([Ben], Of([daily]).OnCallAt(At("2026-06-05T12:00:00Z"), Nobody));
        // Saturday and Sunday would have been Chloe's and Anna's.
        Assert.Equal([Ben], Of([daily]).OnCallAt(At("2026-06-08T12:00:00Z"), Nobody));
    }

    [Fact]
    public void A_disabled_member_leaves_their_turn_to_the_next_layer()
    {
        Layer[] layers = [Always("first", 10, Ben), Always("second", 0, Anna)];
        Assert.Equal([Anna], Of(layers).OnCallAt(At("2026-06-01T12:00:00Z"), new HashSet<long> { Ben }));
        Assert.Empty(Of(layers).OnCallAt(At("2026-06-01T12:00:00Z"), new HashSet<long> { Anna, Ben }));
    }

    [Fact]
    public void Overrides_replace_only_who_is_on_then_take_off_then_add()
    {
        var (from, until) = (At("2026-06-01T00:00:00Z"), At("2026-06-02T00:00:00Z"));
        var noon = At("2026-06-01T12:00:00Z");
        Layer[] anna = [Always("a", 0, Anna)];
        Assert.Equal([Ben], Of(anna, [new(Anna, Ben, from, until)]).OnCallAt(noon, Nobody));
        Assert.Equal([Anna], Of(anna, [new(Chloe, Ben, from, until)]).OnCallAt(noon, Nobody));
        Assert.Empty(Of(anna, [new(Anna, null, from, until)]).OnCallAt(noon, Nobody));
        Assert.Equal([Anna, Chloe], Of(anna, [new(null, Chloe, from, until)]).OnCallAt(noon, Nobody));
        Assert.Equal([Anna], Of(anna, [new(Anna, Ben, from, until)]).OnCallAt(until, Nobody));
        Assert.Equal([Ben], Of(anna, [new(Anna, Ben, from, until)]).OnCallAt(noon, new HashSet<long> { Anna }));
    }

    [Fact]
    public void The_calendar_has_no_holes_and_names_the_gaps()
    {
        var office = Of([Always("office", 0, Anna, Window("09:00", "17:00", IsoDayOfWeek.Monday))]);
        var shifts = office.ShiftsBetween(At("2026-06-01T00:00:00Z"), At("2026-06-15T00:00:00Z"), Nobody).ToList();
        Assert.Equal([true, false, true, false, true], shifts.Select(s => s.IsGap));
        Assert.Equal(Duration.FromDays(14), shifts.Aggregate(Duration.Zero, (sum, s) => sum + (s.End - s.Start)));
        Assert.All(shifts.Zip(shifts.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
    }

    [Fact]
    public void The_calendar_agrees_with_the_answer_for_every_quarter_of_an_hour()
    {
        var schedule = Of(
            [Weekly(Anna, Ben, Chloe), Always("nights", 5, Chloe, Window("22:00", "06:30", IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday))],
            [new(Anna, Ben, At("2026-10-24T12:10:00Z"), At("2026-10-25T03:20:00Z")), new(null, Anna, At("2026-10-28T00:00:00Z"), At("2026-10-28T00:05:00Z"))]);
        var (from, to) = (At("2026-10-20T00:00:00Z"), At("2026-11-03T00:00:00Z"));
        var shifts = schedule.ShiftsBetween(from, to, Nobody).ToList();
        for (var at = from; at < to; at += Duration.FromMinutes(5))
            Assert.Equal(schedule.OnCallAt(at, Nobody), shifts.Single(s => s.Start <= at && at < s.End).Responders);
    }

    [Fact]
    public void An_empty_schedule_is_one_gap() =>
        Assert.Equal([true], Of([]).ShiftsBetween(At("2026-06-01T00:00:00Z"), At("2026-06-15T00:00:00Z"), Nobody).Select(s => s.IsGap));

    [Theory]
    [InlineData(new[] { Anna, Ben, Chloe, 4L }, Ben)]
    [InlineData(new[] { 4L, Ben, Anna }, Ben)]
    [InlineData(new[] { Anna, Chloe, 4L }, Chloe)]
    [InlineData(new[] { 4L, 5L }, 4L)]
    public void A_changed_list_keeps_whose_turn_it_is_or_goes_on_with_the_next_who_stays(long[] members, long expected)
    {
        var now = At("2026-06-08T12:00:00Z");
        var before = Weekly(Anna, Ben, Chloe);
        Assert.Equal(Ben, before.MemberAt(now, London));
        var after = before with { Members = members, TurnOffset = before.OffsetFor(members, now, London) };
        Assert.Equal(expected, after.MemberAt(now, London));
    }
}
