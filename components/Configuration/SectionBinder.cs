using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Configuration;

/// <summary>
/// Binds a JSON object to a record by its settable properties. Strict: an unknown key, a wrong type or a missing required key is a
/// finding, and all of them are collected. A null takes the default, or clears the setting where the property can be null.
/// </summary>
/// <remarks>
/// Not <c>JsonSerializer</c>: it stops at the first error, and its messages name C# types, not what to write instead.
/// </remarks>
static class SectionBinder
{
    static readonly NullabilityInfoContext Nullability = new();

    /// <summary>
    /// The bound record, or null when anything in the section could not be bound; the reasons are in <paramref name="problems"/>.
    /// </summary>
    public static object? Bind(Type section, JsonElement value, Problems problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add("", $"is {Shown.Kind(value)}, but a section of keys is expected: write its settings below it, indented.");
            return null;
        }
        var before = problems.All.Count;
        var settings = ConfigurationNames.SettingsOf(section);
        ReportUnknownKeys(settings, value, problems);

        var bound = Activator.CreateInstance(section)!;
        foreach (var setting in settings)
            BindSetting(bound, setting, value, problems);
        return problems.All.Count == before ? bound : null;
    }

    static void BindSetting(object bound, PropertyInfo setting, JsonElement section, Problems problems)
    {
        var name = ConfigurationNames.Of(setting);
        var isGiven = section.TryGetProperty(name, out var value);
        if (isGiven && value.ValueKind != JsonValueKind.Null)
        {
            if (ValueBinder.Bind(setting.PropertyType, value, problems.At(name)) is { } converted)
                setting.SetValue(bound, converted);
        }
        else if (setting.IsDefined(typeof(RequiredMemberAttribute)))
            problems.Add(name, $"is missing, but required. Add `{name}:` ({ValueBinder.Describe(setting.PropertyType)}).");
        else if (isGiven && IsNullable(setting))
            setting.SetValue(bound, null);
    }

    static bool IsNullable(PropertyInfo setting)
    {
        // The context caches in a plain dictionary.
        lock (Nullability)
            return Nullability.Create(setting).WriteState == NullabilityState.Nullable;
    }

    static void ReportUnknownKeys(IReadOnlyList<PropertyInfo> settings, JsonElement section, Problems problems)
    {
        var known = settings.Select(ConfigurationNames.Of).ToArray();
        foreach (var key in section.EnumerateObject().Select(property => property.Name).Except(known, StringComparer.Ordinal))
            problems.Add(ConfigurationNames.EntryPath(key), $"is not a setting.{Suggestion(key, known)}");
    }

    static string Suggestion(string key, string[] known)
    {
        var near = NearestName.Suggest(key, known);
        return near.Length > 0 ? near : $" Known here: {string.Join(", ", known.Select(name => $"`{name}`"))}.";
    }
}
