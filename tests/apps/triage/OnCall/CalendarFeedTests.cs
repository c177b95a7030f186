using System.Net;
using Basecamp.Triage.Access;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.OnCall;

[Trait("Needs", "postgresql")]
public sealed class CalendarFeedTests
{
    static string[] Lines(string calendar, string property) =>
        [.. calendar.Split("\r\n").Where(l => l.StartsWith(property, StringComparison.Ordinal))];

    [Fact]
    public async Task Shifts_can_be_subscribed_to_of_all_or_of_one_person()
    {
        await using var rig = await Rig.Start();
        using var client = await rig.ClientFor(Scopes.Read);
        using var answer = await client.GetAsync("/api/v1/schedules/primary/calendar.ics?days=21");
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        var all = await answer.Content.ReadAsStringAsync();
        // Hand-off on Mondays at nine in London: 08:00 UTC in June. The clock says Monday the 1st, noon.
        Assert.Equal(["DTSTART:20260601T120000Z", "DTSTART:20260608T080000Z", "DTSTART:20260615T080000Z", "DTSTART:20260622T080000Z"],
            Lines(all, "DTSTART"));
        Assert.Equal(["SUMMARY:primary: Anna", "SUMMARY:primary: Ben", "SUMMARY:primary: Anna", "SUMMARY:primary: Ben"], Lines(all, "SUMMARY"));
        Assert.Equal(4, Lines(all, "UID:").Distinct().Count());
        var bens = await client.GetStringAsync("/api/v1/schedules/primary/calendar.ics?days=21&login=ben");
        Assert.Equal(["SUMMARY:primary: Ben", "SUMMARY:primary: Ben"], Lines(bens, "SUMMARY"));
    }

    [Fact]
    public async Task An_event_keeps_its_identity_while_time_passes()
    {
        await using var rig = await Rig.Start();
        using var client = await rig.ClientFor(Scopes.Read);
        var before = await client.GetStringAsync("/api/v1/schedules/primary/calendar.ics?days=14");
        await rig.Database.Advance(TimeSpan.FromHours(5));
        var after = await client.GetStringAsync("/api/v1/schedules/primary/calendar.ics?days=14");
        Assert.Equal(Lines(before, "UID:").Take(2), Lines(after, "UID:").Take(2));
    }

    [Fact]
    public async Task A_name_cannot_add_lines_and_long_ones_are_folded()
    {
        await using var rig = await Rig.Start();
        await rig.Database.Execute("""
            update responders set name = E'A;n,n\\a\r\nBEGIN:VEVENT ' || repeat('ä', 60) where login = 'anna';
            update config_version set version = version + 1
            """);
        using var client = await rig.ClientFor(Scopes.Read);
        var calendar = await client.GetStringAsync("/api/v1/schedules/primary/calendar.ics?days=1");
        Assert.Single(Lines(calendar, "BEGIN:VEVENT"));
        Assert.All(calendar.Split("\r\n"), l => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(l), 0, 75));
        var unfolded = calendar.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Equal([@"SUMMARY:primary: A\;n\,n\\a BEGIN:VEVENT " + new string('ä', 60)], Lines(unfolded, "SUMMARY"));
    }

    [Theory]
    [InlineData("/api/v1/schedules/nowhere/calendar.ics", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/schedules/primary/calendar.ics?login=nobody", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/schedules/primary/calendar.ics?days=91", HttpStatusCode.BadRequest)]
    public async Task Refuses_what_it_does_not_know(string path, HttpStatusCode expected)
    {
        await using var rig = await Rig.Start();
        using var client = await rig.ClientFor(Scopes.Read);
        Assert.Equal(expected, (await client.GetAsync(path)).StatusCode);
    }
}
