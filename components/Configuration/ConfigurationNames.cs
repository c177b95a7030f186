using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Basecamp.Components.Configuration;

/// <summary>How C# names are written in a stack file: <c>podCidrs</c> for a property, <c>wireguard-native</c> for an enum value.</summary>
public static class ConfigurationNames
{
    /// <summary>Name of a setting: the property's name in camel case.</summary>
    public static string Of(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>Name of an enum value: lower case, words joined by hyphens. A digit does not start a word: <c>k3d</c>.</summary>
    public static string Of(Enum value) => Kebab(value.ToString());

    /// <summary>Allowed values of an enum, in declared order.</summary>
    public static IReadOnlyList<string> ValuesOf(Type enumType) => [.. Enum.GetNames(enumType).Select(Kebab)];

    /// <summary>Settings of a section: the properties that can be set, in declared order. Computed ones are left out.</summary>
    public static IReadOnlyList<PropertyInfo> SettingsOf(Type section) =>
        [.. section.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true })];

    /// <summary>
    /// Path of a map's entry: its key, in brackets and quotes when it holds dots or slashes, as registry hosts and labels do.
    /// </summary>
    public static string EntryPath(string key) =>
        key.Length > 0 && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') ? key : $"[\"{key}\"]";

    static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}
