using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Basecamp.Triage.OnCall;

/// <summary>Shifts as iCalendar (RFC 5545), in UTC: the calendar program shows them in its own zone.</summary>
static class CalendarFeed
{
    public const string ContentType = "text/calendar; charset=utf-8";
    const int LongestLine = 75;

    static readonly InstantPattern Stamp = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <param name="schedule">Whose shifts.</param>
    /// <param name="book">For names.</param>
    /// <param name="from">Start.</param>
    /// <param name="to">End.</param>
    /// <param name="login">Only this person's shifts; null: everybody's, gaps included.</param>
    public static string Of(Schedule schedule, OnCallBook book, Instant from, Instant to, string? login)
    {
        var only = book.Responders.Values.FirstOrDefault(r => r.Login == login)?.Id;
        var text = new StringBuilder();
        void Line(string line)
        {
            // Folded: continued lines begin with a space. Counted in bytes, cut between characters.
            var length = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                if (length + rune.Utf8SequenceLength > LongestLine)
                {
                    text.Append("\r\n ");
                    length = 1;
                }
                text.Append(rune);
                length += rune.Utf8SequenceLength;
            }
            text.Append("\r\n");
        }
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//basecamp//triage//EN");
        Line($"X-WR-CALNAME:{Escape(schedule.Name)}");
        foreach (var shift in schedule.ShiftsBetween(from, to, book.Disabled).Where(s => only is null || s.Responders.Contains(only.Value)))
        {
            var names = shift.IsGap ? "nobody on call" : string.Join(", ", shift.Responders.Select(book.NameOf));
            Line("BEGIN:VEVENT");
            Line($"UID:{Uid(schedule, shift)}@triage");
            Line($"DTSTAMP:{Stamp.Format(from)}");
            Line($"DTSTART:{Stamp.Format(shift.Start)}");
            Line($"DTEND:{Stamp.Format(shift.End)}");
            Line($"SUMMARY:{Escape($"{schedule.Name}: {names}")}");
            Line("END:VEVENT");
        }
        Line("END:VCALENDAR");
        return text.ToString();
    }

    // The end of a shift stays when its start moves with the time of asking, so the event is updated and not doubled.
    static string Uid(Schedule schedule, Shift shift) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{schedule.Id} {shift.End} {string.Join(',', shift.Responders)}")))[..32];

    static string Escape(string text) => text.ReplaceLineEndings(" ")
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal);
}
