using System.Globalization;
using System.Text.RegularExpressions;

namespace Basecamp.Manifests.Pods;

/// <summary>Amounts as Kubernetes writes them: <c>250m</c>, <c>1.5</c>, <c>512Mi</c>, <c>2G</c>, <c>1e3</c>.</summary>
/// <remarks>Source: <see href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/"/>.</remarks>
public static partial class ResourceQuantity
{
    /// <summary>The amount in whole units: cores, or bytes.</summary>
    /// <exception cref="FormatException">It is not an amount.</exception>
    public static double Parse(object quantity) => TryParse(quantity, out var amount)
        ? amount
        : throw new FormatException(quantity is string text
            ? $"'{text}' is not an amount. Write it like 250m, 1.5, 512Mi or 2G."
            : $"A {quantity?.GetType().Name ?? "null"} is not an amount. Write a text such as 250m or 512Mi.");

    /// <summary>Reads an amount in whole units; false when <paramref name="quantity"/> is none.</summary>
    public static bool TryParse(object? quantity, out double amount)
    {
        amount = quantity is double number ? number : 0;
        if (quantity is not string text)
            return quantity is double;
        if (Form().Match(text) is not { Success: true } match)
            return false;
        amount = double.Parse(match.Groups["number"].Value + match.Groups["exponent"].Value, NumberStyles.Float, CultureInfo.InvariantCulture)
            * FactorOf(match.Groups["suffix"].Value);
        return true;
    }

    static double FactorOf(string suffix) => suffix switch
    {
        "n" => 1e-9,
        "u" => 1e-6,
        "m" => 1e-3,
        "k" => 1e3,
        "M" => 1e6,
        "G" => 1e9,
        "T" => 1e12,
        "P" => 1e15,
        "E" => 1e18,
        "Ki" => Math.Pow(1024, 1),
        "Mi" => Math.Pow(1024, 2),
        "Gi" => Math.Pow(1024, 3),
        "Ti" => Math.Pow(1024, 4),
        "Pi" => Math.Pow(1024, 5),
        "Ei" => Math.Pow(1024, 6),
        _ => 1,
    };

    [GeneratedRegex(@"\A(?<number>[-+]?([0-9]+\.?[0-9]*|\.[0-9]+))((?<exponent>[eE][-+]?[0-9]+)|(?<suffix>n|u|m|k|[MGTPE]|[KMGTPE]i)?)\z")]
    private static partial Regex Form();
}
