using System.Collections.Immutable;
using System.Text.Json;

namespace Basecamp.Cluster.Reading;

/// <summary>
/// Reads the objects of a JSON text one by one: an object, a List with its <c>items</c>, an array, or several of these in a row. So a list of
/// thousands is never held as a whole.
/// </summary>
/// <param name="onObject">Takes each object, and the members of the list that it was in, e.g. <c>kind</c>; empty when it was in none.</param>
sealed class JsonObjects(Action<ImmutableDictionary<string, object>, IReadOnlyDictionary<string, object>> onObject)
{
    // Deeper than any real object; one made to exhaust the stack is refused by the reader.
    const int MaximumDepth = 128;

    // The same keys and words come again in every object.
    readonly HashSet<string> words = new(StringComparer.Ordinal);

    /// <summary>What the text says besides objects: members of a List, e.g. its <c>metadata</c>.</summary>
    public ImmutableDictionary<string, object> Envelope { get; private set; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>Reads all of them.</summary>
    /// <param name="utf8">The text, with or without a byte order mark.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public void Read(ReadOnlySpan<byte> utf8)
    {
        var text = utf8.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? utf8[3..] : utf8;
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaximumDepth, AllowMultipleValues = true });
        while (reader.Read())
            ReadTop(ref reader);
    }

    void ReadTop(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            ReadObjectOrList(ref reader);
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                ReadTop(ref reader);
        }
        else
            throw new JsonException("it holds a plain value where an object is expected.");
    }

    void ReadObjectOrList(ref Utf8JsonReader reader)
    {
        var members = ImmutableDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        List<ImmutableDictionary<string, object>>? waiting = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = Word(reader.GetString()!);
            reader.Read();
            if (key == "items" && reader.TokenType == JsonTokenType.StartArray)
                ReadItems(ref reader, members, waiting ??= []);
            else
                members[key] = Value(ref reader)!;
        }
        Envelope = members.ToImmutable();
        if (waiting is null)
            onObject(Envelope, ImmutableDictionary<string, object>.Empty);
        // kubectl writes the kind of a list after its items.
        foreach (var item in waiting ?? [])
            onObject(item, Envelope);
    }

    void ReadItems(ref Utf8JsonReader reader, ImmutableDictionary<string, object>.Builder list, List<ImmutableDictionary<string, object>> waiting)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Value(ref reader) is not ImmutableDictionary<string, object> item)
                throw new JsonException("an item of a list is not an object.");
            if (item.ContainsKey("kind") || list.ContainsKey("kind"))
                onObject(item, list);
            else
                waiting.Add(item);
        }
    }

    object? Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var map = ImmutableDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = Word(reader.GetString()!);
                    reader.Read();
                    map[key] = Value(ref reader)!;
                }
                return map.ToImmutable();
            case JsonTokenType.StartArray:
                var list = ImmutableArray.CreateBuilder<object>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Add(Value(ref reader)!);
                return list.ToImmutable();
            case JsonTokenType.String:
                return Word(reader.GetString()!);
            case JsonTokenType.Number:
                return reader.GetDouble();
            case JsonTokenType.True or JsonTokenType.False:
                return reader.GetBoolean();
            default:
                return null;
        }
    }

    string Word(string text)
    {
        if (text.Length > 80)
            return text;
        if (words.TryGetValue(text, out var known))
            return known;
        if (words.Count < 100_000)
            words.Add(text);
        return text;
    }
}
