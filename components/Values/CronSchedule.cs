using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Values;

/// <summary>Checks a cron expression of five fields, as K3s reads it (robfig/cron's standard parser).</summary>
static class CronSchedule
{
    static readonly (string Name, int Min, int Max, string[] Names)[] Fields =
    [
        ("minute", 0, 59, []),
        ("hour", 0, 23, []),
        ("day of month", 1, 31, []),
        ("month", 1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        ("day of week", 0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    /// <summary>True when every field is valid; else <paramref name="mistake"/> says which is not and what it may hold.</summary>
    public static bool IsValid(string expression, [NotNullWhen(false)] out string? mistake)
    {
        mistake = null;
        if (expression.StartsWith('@'))
        {
            mistake = "is a shorthand. Write the five fields, such as \"0 * * * *\" for hourly.";
            return false;
        }
        var parts = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length)
        {
            mistake = $"has {parts.Length} field{(parts.Length == 1 ? "" : "s")}; a schedule has five: minute, hour, day of month, month, day of week. "
                + "Hourly is \"0 * * * *\", every six hours \"0 */6 * * *\".";
            return false;
        }
        foreach (var (part, field) in parts.Zip(Fields))
        {
            if (part.Split(',').All(item => IsItem(item, field.Min, field.Max, field.Names)))
                continue;
            mistake = $"has {Shown.Text(part)} as {field.Name}, which takes {field.Min}-{field.Max}, `*`, lists such as 1,5, ranges such "
                + "as "
                + $"{field.Min}-{field.Min + 3} and steps such as */2.";
            return false;
        }
        return true;
    }

    static bool IsItem(string item, int min, int max, string[] names)
    {
        var (range, step) = item.Split('/') switch
        {
            [var whole] => (whole, 1),
            [var start, var by] when Number(by, [], min) is { } number and > 0 && number <= max => (start, number),
            _ => ("", 0),
        };
        if (step == 0)
            return false;
        if (range is "*" or "?")
            return true;
        var ends = range.Split('-');
        return ends.Length <= 2
            && Number(ends[0], names, min) is { } low && Number(ends[^1], names, min) is { } high
            && min <= low && low <= high && high <= max;
    }

    static int? Number(string text, string[] names, int min)
    {
        var named = Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (named >= 0)
            return named + min;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
