using System.Globalization;
using System.Text.Json;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Configuration;

/// <summary>
/// Binds one JSON value to a property's type. Types are not converted into one another: <c>"3"</c> is not a number. It is a finding, and the
/// number that the finding suggests is what further rules look at.
/// </summary>
static class ValueBinder
{
    /// <summary>The value, or what the finding about it suggests; null when there is neither. Reasons are in <paramref name="problems"/>.</summary>
    public static object? Bind(Type type, JsonElement value, Problems problems)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Secret))
            return BindSecret(value, problems);
        if (IsUndecryptable(value))
            return Refuse(problems, "is encrypted (`secure:`), but is not a secret: it decides what is deployed, so it must be readable "
                + "without the key. Write it in plain text.");
        if (type == typeof(string))
            return value.ValueKind == JsonValueKind.String ? value.GetString() : RefuseText(value, problems);
        if (type == typeof(bool))
            return BindBool(value, problems);
        if (type == typeof(int))
            return BindInt(value, problems);
        if (type == typeof(TimeSpan))
            return BindDuration(value, problems);
        if (type.IsEnum)
            return BindEnum(type, value, problems);
        if (type == typeof(object))
            return FreeValue.Bind(value, problems);
        if (type == typeof(FreeMap))
            return FreeMapBinder.Bind(value, problems);
        if (!type.IsGenericType)
            return SectionBinder.Bind(type, value, problems);
        return type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
            ? CollectionBinder.BindMap(type.GetGenericArguments()[1], value, problems)
            : CollectionBinder.BindList(type.GetGenericArguments()[0], value, problems);
    }

    /// <summary>What may be written for a type, e.g. <c>a whole number</c>.</summary>
    public static string Describe(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return "text";
        if (type == typeof(Secret))
            return "a secret text";
        if (type == typeof(bool))
            return "true or false";
        if (type == typeof(int))
            return "a whole number";
        if (type == typeof(TimeSpan))
            return "a duration such as 500ms, 16s, 5m or 1h";
        if (type.IsEnum)
            return Shown.OneOf(ConfigurationNames.ValuesOf(type));
        if (type == typeof(FreeMap))
            return "a map";
        if (!type.IsGenericType)
            return "a section of keys";
        return type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? "a map" : "a list";
    }

    static Secret? BindSecret(JsonElement value, Problems problems)
    {
        if (value.ValueKind == JsonValueKind.String)
            return new Secret(value.GetString()!);
        problems.AddUnreadable("", $"is {Shown.KindOnly(value)}, but a secret text is expected. "
            + "Set it with `pulumi config set --secret --path`, in quotes if it looks like a number.");
        return null;
    }

    static object? BindBool(JsonElement value, Problems problems) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => Instead(flag, value, problems),
        _ => Refuse(problems, $"is {Shown.Kind(value)}, but true or false (without quotes) is expected."),
    };

    static object Instead(bool flag, JsonElement value, Problems problems)
    {
        problems.Add("", $"is {Shown.Kind(value)}, but true or false (without quotes) is expected.");
        return flag;
    }

    static object? BindInt(JsonElement value, Problems problems)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            if (value.ValueKind != JsonValueKind.String || !int.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var quoted))
                return Refuse(problems, $"is {Shown.Kind(value)}, but a whole number is expected.");
            problems.Add("", $"is {Shown.Kind(value)}, but a whole number is expected: remove the quotes.");
            return quoted;
        }
        return value.TryGetInt32(out var number)
            ? number
            : Refuse(problems, $"is {Shown.Kind(value)}, but a whole number of at most {int.MaxValue} is expected.");
    }

    static object? BindDuration(JsonElement value, Problems problems) =>
        value.ValueKind == JsonValueKind.String && DurationText.TryParse(value.GetString()!, out var duration)
            ? duration
            : Refuse(problems, $"is {Shown.Kind(value)}, but a duration is expected: a whole number and a unit, such as 500ms, 16s, 5m "
                + "or 1h.");

    static object? BindEnum(Type type, JsonElement value, Problems problems)
    {
        var allowed = ConfigurationNames.ValuesOf(type);
        if (value.ValueKind != JsonValueKind.String)
        {
            // YAML reads an unquoted `none` as text but `off`, `no` and `null` as something else.
            return Refuse(problems, $"is {Shown.Kind(value)}, but must be {Shown.OneOf(allowed)}.");
        }
        var text = value.GetString()!;
        if (EnumOf(type, text) is { } exact)
            return exact;
        if (FamiliarWords.ValueOf(type, text) is { } familiar)
        {
            problems.Add("", $"is {Shown.Text(text)}, but must be {Shown.OneOf(allowed)}. Did you mean `{ConfigurationNames.Of(familiar)}`?");
            return familiar;
        }
        if (NearestName.Find(text, allowed) is not { } near)
            return Refuse(problems, $"is {Shown.Text(text)}, but must be {Shown.OneOf(allowed)}.");
        problems.Add("", $"is {Shown.Text(text)}, but must be {Shown.OneOf(allowed)}.{(allowed.Count > 1 ? $" Did you mean `{near}`?" : "")}");
        return EnumOf(type, near);
    }

    static Enum? EnumOf(Type type, string name) => Enum.GetValues(type).Cast<Enum>().FirstOrDefault(candidate => ConfigurationNames.Of(candidate) == name);

    static object? RefuseText(JsonElement value, Problems problems)
    {
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
            return Refuse(problems, $"is {Shown.Kind(value)}, but text is expected.");
        problems.Add("", $"is {Shown.Kind(value)}, but text is expected: put it in quotes.");
        return value.GetRawText();
    }

    static bool IsUndecryptable(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() == Secret.Placeholder;

    static object? Refuse(Problems problems, string message)
    {
        problems.AddUnreadable("", message);
        return null;
    }
}
