using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>JSON and wire values turned into each other.</summary>
static class JsonShape
{
    public static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(Of).ToImmutableArray(),
        JsonValueKind.Object => element.EnumerateObject().ToImmutableDictionary(property => property.Name, property => Of(property.Value)),
        _ => throw new InvalidOperationException($"Unknown JSON kind {element.ValueKind}."),
    };

    /// <exception cref="NotSupportedException">The value holds an asset, archive or resource, which JSON cannot express.</exception>
    public static JsonElement ToElement(object value) => JsonSerializer.SerializeToElement(value);
}
