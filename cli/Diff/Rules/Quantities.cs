using System.Globalization;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>Amounts to compare.</summary>
static class Quantities
{
    /// <summary>The amount that a value states; null when it states none.</summary>
    public static double? Of(object? value) => ResourceQuantity.TryParse(value, out var amount) ? amount : null;

    /// <summary>Whether both are amounts and the second is lower.</summary>
    public static bool IsLower(object? before, object? after) => Of(before) is { } old && Of(after) is { } current && current < old;

    /// <summary>A time span such as <c>30d</c>, <c>720h</c> or <c>720h0m0s</c>, in hours; null when it is none.</summary>
    public static double? Hours(object? value)
    {
        if (value is not string text || text.Length < 2)
            return null;
        var (hours, digits) = (0d, "");
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character) || character == '.')
            {
                digits += character;
                continue;
            }
            double? unit = character switch { 's' => 1 / 3600d, 'm' => 1 / 60d, 'h' => 1, 'd' => 24, 'w' => 24 * 7, 'y' => 24 * 365, _ => null };
            if (unit is null || !double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return null;
            (hours, digits) = (hours + (number * unit.Value), "");
        }
        return digits.Length == 0 ? hours : null;
    }
}
