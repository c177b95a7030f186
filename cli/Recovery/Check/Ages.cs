using System.Globalization;

namespace Basecamp.Cli.Recovery.Check;

/// <summary>Spans of time as people say them: two digits are enough.</summary>
static class Ages
{
    /// <summary><c>4 min</c>, <c>19 h</c>, <c>3 days</c>.</summary>
    public static string Text(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "under 1 min",
        { TotalMinutes: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(age.TotalMinutes):0} min"),
        { TotalHours: < 72 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(age.TotalHours):0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(age.TotalDays):0} days"),
    };
}
