using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;

namespace Basecamp.Manifests.Objects;

/// <summary>Writes plain values (see <see cref="PlainValues"/>) as JSON, keys sorted, so that equal values give equal bytes.</summary>
public static class PlainJson
{
    /// <summary>Writes a value; one of another type is written as its text.</summary>
    public static void WritePlain(this Utf8JsonWriter json, object? value)
    {
        ArgumentNullException.ThrowIfNull(json);
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case ImmutableDictionary<string, object> map:
                json.WriteStartObject();
                foreach (var (key, member) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WritePropertyName(key);
                    json.WritePlain(member);
                }
                json.WriteEndObject();
                break;
            case IList list:
                json.WriteStartArray();
                foreach (var item in list)
                    json.WritePlain(item);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }
}
