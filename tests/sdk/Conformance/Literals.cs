using System.Globalization;
using System.Reflection;

namespace Basecamp.Sdk.Tests.Conformance;

/// <summary>Constant values as the lists write them.</summary>
static class Literals
{
    public static string Format(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        Type type => $"typeof({TypeNames.Format(type, Nullability.None)})",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The default of a parameter, with the equals sign; empty when it has none.</summary>
    public static string Default(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue)
            return "";
        return parameter.RawDefaultValue is null && parameter.ParameterType.IsValueType
            ? " = default"
            : $" = {Format(parameter.RawDefaultValue)}";
    }
}
