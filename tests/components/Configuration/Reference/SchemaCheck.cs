using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Basecamp.Components.Tests.Configuration.Reference;

/// <summary>Evaluates the part of JSON Schema that <see cref="StackSchema"/> writes, to prove that it says what the binder does.</summary>
sealed class SchemaCheck(JsonObject root)
{
    static readonly string[] Evaluated =
    [
        "$schema", "title", "description", "definitions",
        "$ref", "allOf", "type", "enum", "pattern", "properties", "required", "additionalProperties", "items",
    ];

    /// <summary>Paths of the values that do not fit.</summary>
    public IEnumerable<string> Misfits(JsonNode? value) => Misfits(root, value, "");

    IEnumerable<string> Misfits(JsonObject schema, JsonNode? value, string path)
    {
        Assert.Empty(schema.Select(entry => entry.Key).Except(Evaluated));
        if (schema["$ref"] is { } reference)
            return Misfits(root["definitions"]![reference.GetValue<string>().Split('/')[^1]]!.AsObject(), value, path);
        if (!FitsItself(schema, value))
            return [path];
        var parts = (schema["allOf"]?.AsArray() ?? []).SelectMany(part => Misfits(part!.AsObject(), value, path));
        return value switch
        {
            JsonObject map => [.. parts, .. MisfitsIn(schema, map, path)],
            JsonArray list when schema["items"] is JsonObject items =>
                [.. parts, .. list.SelectMany((item, index) => Misfits(items, item, $"{path}[{index}]"))],
            _ => parts,
        };
    }

    IEnumerable<string> MisfitsIn(JsonObject schema, JsonObject map, string path)
    {
        var missing = (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).Where(name => !map.ContainsKey(name));
        foreach (var name in missing)
            yield return $"{path}.{name}";
        foreach (var (name, value) in map)
        {
            var entry = schema["properties"]?[name] ?? schema["additionalProperties"];
            if (entry is JsonObject below)
            {
                foreach (var misfit in Misfits(below, value, $"{path}.{name}"))
                    yield return misfit;
            }
            else if (entry?.GetValueKind() == JsonValueKind.False)
                yield return $"{path}.{name}";
        }
    }

    static bool FitsItself(JsonObject schema, JsonNode? value)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(choice => JsonNode.DeepEquals(choice, value)))
            return false;
        if (schema["pattern"] is { } pattern && value is not null && !Regex.IsMatch(value.ToString(), pattern.GetValue<string>()))
            return false;
        return schema["type"] switch
        {
            null => true,
            JsonArray types => types.Any(type => Is(type!.GetValue<string>(), value)),
            var type => Is(type.GetValue<string>(), value),
        };
    }

    static bool Is(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && int.TryParse(value.ToJsonString(), out _),
        "array" => value is JsonArray,
        "object" => value is JsonObject,
        _ => throw new NotSupportedException($"The schema uses the type {type}."),
    };
}
