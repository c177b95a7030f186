using System.Globalization;

namespace Basecamp.Triage.Settings;

/// <summary>Durations as people write them: 30s, 5m, 2h, 1d.</summary>
static class Durations
{
    /// <returns>Seconds, or null when the text is not a duration.</returns>
    public static int? Seconds(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n))
            return null;
        var unit = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
        return unit == 0 || n > 366 * 86400 / unit ? null : n * unit;
    }
}
