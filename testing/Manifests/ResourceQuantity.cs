using System.Globalization;

namespace Basecamp.Testing.Manifests;

/// <summary>Amounts as Kubernetes writes them: <c>250m</c>, <c>1.5</c>, <c>512Mi</c>, <c>2G</c>.</summary>
public static class ResourceQuantity
{
    static readonly (string Suffix, double Factor)[] Suffixes =
    [
        ("Ki", 1024d), ("Mi", 1024d * 1024), ("Gi", 1024d * 1024 * 1024), ("Ti", 1024d * 1024 * 1024 * 1024),
        ("m", 0.001), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12),
    ];

    /// <summary>The amount in whole units: cores, or bytes.</summary>
    /// <exception cref="FormatException">It is no amount.</exception>
    public static double Parse(object quantity) => quantity switch
    {
        double number => number,
        string text => ParseText(text),
        _ => throw new FormatException($"A {quantity?.GetType().Name ?? "null"} is no amount. Write a text such as 250m or 512Mi."),
    };

    static double ParseText(string text)
    {
        var (suffix, factor) = Array.Find(Suffixes, each => text.EndsWith(each.Suffix, StringComparison.Ordinal)) is { Suffix: not null } found ? found : ("", 1d);
        return double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number * factor
            : throw new FormatException($"'{text}' is no amount. Write it like 250m, 1.5, 512Mi or 2G.");
    }
}
