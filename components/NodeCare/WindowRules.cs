using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.NodeCare;

/// <summary>When machines may be touched.</summary>
static partial class WindowRules
{
    public static void Check(MaintenanceWindow window, Problems at)
    {
        if (window.Days.Count == 0)
            at.Add("days", "is empty, so nothing would ever happen. Name days, or remove it for all of them.");
        var isStart = TryTime("start", window.Start, at, out var start);
        var isEnd = TryTime("end", window.End, at, out var end);
        if (isStart && isEnd && end <= start)
            at.Add("end", $"is {window.End}, but must be later than `start` ({window.Start}): a window ends on the day it begins.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(window.TimeZone, out _))
            at.Add("timeZone", $"is {Shown.Text(window.TimeZone)}, but must be a name of the IANA time zone database, such as Europe/Berlin.");
    }

    static bool TryTime(string setting, string text, Problems at, out TimeOnly time)
    {
        time = default;
        if (Time().IsMatch(text) && TimeOnly.TryParseExact(text, "HH:mm", out time))
            return true;
        at.Add(setting, $"is {Shown.Text(text)}, but must be a time of day in quotes, such as \"02:00\".");
        return false;
    }

    [GeneratedRegex(@"^[0-9]{2}:[0-9]{2}\z")]
    private static partial Regex Time();
}
