using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Configuration;

/// <summary>
/// Binds a JSON object to a record by its settable properties. Strict: an unknown key, a wrong type or a missing required key is a
/// finding, and all of them are collected. A null takes the default, or clears the setting where the property can be null. What a finding
/// suggests is taken for what was meant, so that one reading finds as much as possible: see <see cref="Problems.IsReadable"/>.
/// </summary>
/// <remarks>
/// Not <c>JsonSerializer</c>: it stops at the first error, and its messages name C# types, not what to write instead.
/// </remarks>
static class SectionBinder
{
    static readonly NullabilityInfoContext Nullability = new();

    /// <summary>
    /// The bound record, with the values that findings suggest; null when the value is not a section, or a required setting is missing or
    /// cannot be read. The reasons are in <paramref name="problems"/>.
    /// </summary>
    public static object? Bind(Type section, JsonElement value, Problems problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.AddUnreadable("", $"is {Shown.Kind(value)}, but a section of keys is expected: write its settings below it, indented.");
            return null;
        }
        var settings = ConfigurationNames.SettingsOf(section);
        var meant = ReportUnknownKeys(section, settings, value, problems);

        var bound = Activator.CreateInstance(section)!;
        var isComplete = true;
        foreach (var setting in settings)
            isComplete &= BindSetting(bound, setting, value, meant, problems);
        return isComplete ? bound : null;
    }

    // False when a required setting has no value.
    static bool BindSetting(object bound, PropertyInfo setting, JsonElement section, Dictionary<string, string> meant, Problems problems)
    {
        var name = ConfigurationNames.Of(setting);
        var key = meant.GetValueOrDefault(name, name);
        var isGiven = section.TryGetProperty(key, out var value);
        var isRequired = setting.IsDefined(typeof(RequiredMemberAttribute));
        if (isGiven && value.ValueKind != JsonValueKind.Null)
        {
            if (ValueBinder.Bind(setting.PropertyType, value, problems.At(key)) is not { } converted)
                return !isRequired;
            setting.SetValue(bound, converted);
        }
        else if (isRequired)
        {
            problems.AddUnreadable(name, $"is missing, but required. Add `{name}:` ({ValueBinder.Describe(setting.PropertyType)}).");
            return false;
        }
        else if (isGiven && IsNullable(setting))
            setting.SetValue(bound, null);
        return true;
    }

    static bool IsNullable(PropertyInfo setting)
    {
        // The context caches in a plain dictionary.
        lock (Nullability)
            return Nullability.Create(setting).WriteState == NullabilityState.Nullable;
    }

    // Misspelt keys by the setting that they probably mean.
    static Dictionary<string, string> ReportUnknownKeys(Type section, IReadOnlyList<PropertyInfo> settings, JsonElement value, Problems problems)
    {
        var known = settings.Select(ConfigurationNames.Of).ToArray();
        var given = value.EnumerateObject().Select(property => property.Name).ToArray();
        var meant = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in given.Except(known, StringComparer.Ordinal))
        {
            var renamed = settings.FirstOrDefault(setting => setting.GetCustomAttribute<RenamedFromAttribute>()?.Name == key) is { } setting ? ConfigurationNames.Of(setting) : null;
            var place = renamed is null ? FamiliarWords.PlaceOf(key) : null;
            var near = renamed ?? (place is null ? NearestName.Find(key, known) : null);
            if (near is not null && !given.Contains(near, StringComparer.Ordinal))
                meant.TryAdd(near, key);
            problems.Add(ConfigurationNames.EntryPath(key), (place, near) switch
            {
                _ when renamed is not null => $"was renamed to `{renamed}`.",
                ({ } elsewhere, _) => $"is not a setting here. {elsewhere}",
                (_, { } name) => $"is not a setting. Did you mean `{name}`?",
                // The list is long, and the same for every wrong key.
                _ => problems.IsFirstOf(section) ? $"is not a setting. Known here: {string.Join(", ", known.Select(name => $"`{name}`"))}." : "is not a setting.",
            });
        }
        return meant;
    }
}
