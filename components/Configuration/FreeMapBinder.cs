using System.Text.Json;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Configuration;

/// <summary>Binds a <see cref="FreeMap"/>: everything JSON has, but null and what is encrypted.</summary>
static class FreeMapBinder
{
    /// <summary>The map, or null when the value is none; the reasons are in <paramref name="problems"/>.</summary>
    public static FreeMap? Bind(JsonElement value, Problems problems)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return new(Map(value, problems));
        problems.AddUnreadable("", $"is {Shown.Kind(value)}, but a map is expected: one `name: value` a line.");
        return null;
    }

    static Dictionary<string, object> Map(JsonElement value, Problems problems)
    {
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var entry in value.EnumerateObject())
            if (Any(entry.Value, problems.At(ConfigurationNames.EntryPath(entry.Name))) is { } bound)
                map[entry.Name] = bound;
        return map;
    }

    static List<object> List(JsonElement value, Problems problems)
    {
        var list = new List<object>();
        foreach (var (index, entry) in value.EnumerateArray().Index())
            if (Any(entry, problems.At($"[{index}]")) is { } bound)
                list.Add(bound);
        return list;
    }

    static object? Any(JsonElement value, Problems problems)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return Map(value, problems);
            case JsonValueKind.Array:
                return List(value, problems);
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Number:
                return value.TryGetInt32(out var number) ? number : value.GetDouble();
            case JsonValueKind.String when value.GetString() == Secret.Placeholder:
                problems.AddUnreadable("", "is encrypted (`secure:`), but what is written here is in plain text wherever it ends up. Put it into a Secret, and name that here.");
                return null;
            case JsonValueKind.String:
                return value.GetString();
            default:
                problems.AddUnreadable("", "is empty. Give it a value, `\"\"`, `[]`, `{}` or false; or remove the key.");
                return null;
        }
    }
}
