using System.Security.Cryptography;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;

namespace Basecamp.Triage.OnCall;

/// <summary>Shifts as iCalendar (RFC 5545), in UTC: the calendar program shows them in its own zone.</summary>
static class CalendarFeed
{
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <param name="schedule">Whose shifts.</param>
    /// <param name="book">For names.</param>
    /// <param name="from">Start.</param>
    /// <param name="to">End.</param>
    /// <param name="login">Only this person's shifts; null: everybody's, gaps included.</param>
    public static string Of(Schedule schedule, OnCallBook book, Instant from, Instant to, string? login)
    {
        var only = book.Responders.Values.FirstOrDefault(r => r.Login == login)?.Id;
        var calendar = new Calendar { ProductId = "-//basecamp//triage//EN" };
        calendar.AddProperty("X-WR-CALNAME", OneLine(schedule.Name));
        foreach (var shift in schedule.ShiftsBetween(from, to, book.Disabled).Where(s => only is null || s.Responders.Contains(only.Value)))
        {
            var names = shift.IsGap ? "nobody on call" : string.Join(", ", shift.Responders.Select(book.NameOf));
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{Uid(schedule, shift)}@triage",
                DtStamp = Utc(from),
                DtStart = Utc(shift.Start),
                DtEnd = Utc(shift.End),
                Summary = OneLine($"{schedule.Name}: {names}"),
            });
        }
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    // The end of a shift stays when its start moves with the time of asking, so the event is updated and not doubled.
    static string Uid(Schedule schedule, Shift shift) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{schedule.Id} {shift.End} {string.Join(',', shift.Responders)}")))[..32];

    static CalDateTime Utc(Instant instant) => new(instant.ToDateTimeUtc());

    static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
