using System.Globalization;
using System.Text.RegularExpressions;

namespace Basecamp.Components.Configuration;

/// <summary>Durations as a stack file writes them: a whole number and a unit, <c>500ms</c>, <c>16s</c>, <c>5m</c>, <c>1h</c>.</summary>
public static partial class DurationText
{
    /// <summary>Reads a duration. Compound forms such as <c>1m30s</c>, fractions and negative values are not durations.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var match = Form().Match(text);
        if (!match.Success)
            return false;
        var number = int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        duration = match.Groups["unit"].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            _ => TimeSpan.FromHours(number),
        };
        return true;
    }

    /// <summary>Writes a duration in the largest unit that gives a whole number; what is shorter than a millisecond is dropped.</summary>
    public static string Format(TimeSpan duration)
    {
        var milliseconds = duration.Ticks / TimeSpan.TicksPerMillisecond;
        var (number, unit) = milliseconds switch
        {
            0 => (0L, "s"),
            _ when milliseconds % 3_600_000 == 0 => (milliseconds / 3_600_000, "h"),
            _ when milliseconds % 60_000 == 0 => (milliseconds / 60_000, "m"),
            _ when milliseconds % 1_000 == 0 => (milliseconds / 1_000, "s"),
            _ => (milliseconds, "ms"),
        };
        return number.ToString(CultureInfo.InvariantCulture) + unit;
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,9})(?<unit>ms|s|m|h)\z")]
    private static partial Regex Form();
}
