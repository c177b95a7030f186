using System.Collections.Immutable;
using System.Text.Json;

namespace Basecamp.Cli.Charts;

/// <summary>What a chart renders to.</summary>
/// <param name="Bodies">Its objects without Secrets, sorted by kind, namespace and name.</param>
/// <param name="Secrets">Namespace and name of its Secrets, sorted. Their values are never kept.</param>
sealed record ChartObjects(ImmutableArray<ImmutableDictionary<string, object>> Bodies, ImmutableArray<string> Secrets)
{
    /// <summary>As one JSON text.</summary>
    public string ToJson() => JsonSerializer.Serialize(new { objects = Bodies, secrets = Secrets });

    /// <summary>Reads what <see cref="ToJson"/> wrote; null when the text is something else.</summary>
    public static ChartObjects? FromJson(string text)
    {
        try
        {
            using var read = JsonDocument.Parse(text, new() { MaxDepth = 256 });
            return new(
                [.. read.RootElement.GetProperty("objects").EnumerateArray().Select(body => (ImmutableDictionary<string, object>)Value(body)!)],
                [.. read.RootElement.GetProperty("secrets").EnumerateArray().Select(secret => secret.GetString()!)]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or InvalidCastException)
        {
            return null;
        }
    }

    static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToImmutableDictionary(member => member.Name, member => Value(member.Value)!, StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Select(item => Value(item)!).ToImmutableArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
