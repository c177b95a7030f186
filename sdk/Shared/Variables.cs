using System.Globalization;

namespace Pulumi.Generated;

/// <summary>Environment variables that generated arguments take their defaults from; null when unset or not of the type.</summary>
static class Variables
{
    public static Input<string>? Text(string name) =>
        Environment.GetEnvironmentVariable(name) is { } text ? (Input<string>)text : null;

    public static Input<bool>? Flag(string name) => Environment.GetEnvironmentVariable(name) switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };

    public static Input<int>? Integer(string name) => int.TryParse(
        Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static Input<double>? Number(string name) => double.TryParse(
        Environment.GetEnvironmentVariable(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
