using System.Collections;
using System.Text.Json;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Configuration;

/// <summary>Binds JSON arrays and objects to lists and maps. An entry that does not fit is reported and left out.</summary>
static class CollectionBinder
{
    /// <summary>A <c>List&lt;item&gt;</c>, or null when the value is not an array.</summary>
    public static object? BindList(Type item, JsonElement value, Problems problems)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            problems.AddUnreadable("", $"is {Shown.Kind(value)}, but a list is expected: one entry a line, each starting with `- `.");
            return null;
        }
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        var index = 0;
        foreach (var entry in value.EnumerateArray())
        {
            if (BindEntry(item, entry, problems.At($"[{index}]")) is { } bound)
                list.Add(bound);
            index++;
        }
        return list;
    }

    /// <summary>A <c>Dictionary&lt;string, item&gt;</c>, or null when the value is not an object.</summary>
    public static object? BindMap(Type item, JsonElement value, Problems problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.AddUnreadable("", $"is {Shown.Kind(value)}, but a map is expected: one `name: value` a line.");
            return null;
        }
        var mapType = typeof(Dictionary<,>).MakeGenericType(typeof(string), item);
        var map = (IDictionary)Activator.CreateInstance(mapType, StringComparer.Ordinal)!;
        foreach (var entry in value.EnumerateObject())
        {
            if (BindEntry(item, entry.Value, problems.At(ConfigurationNames.EntryPath(entry.Name))) is { } bound)
                map[entry.Name] = bound;
        }
        return map;
    }

    static object? BindEntry(Type item, JsonElement entry, Problems problems)
    {
        if (entry.ValueKind != JsonValueKind.Null)
            return ValueBinder.Bind(item, entry, problems);
        problems.AddUnreadable("", "is empty. Give it a value or remove the entry.");
        return null;
    }
}
