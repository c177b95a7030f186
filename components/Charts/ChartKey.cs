using System.Text.Json;

namespace Basecamp.Components.Charts;

/// <summary>One key of a chart's values and everything below it.</summary>
sealed class ChartKey
{
    const string AnyKey = "*";
    const string ListElement = "[]";

    readonly Dictionary<string, ChartKey> keys = new(StringComparer.Ordinal);
    ChartKey? any;

    public ValueTypes Types { get; private set; } = ValueTypes.Map;

    /// <summary>Whether keys that the file does not name pass.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The texts it may be; null for any.</summary>
    public IReadOnlyList<string>? Allowed { get; private set; }

    /// <summary>What elements of the list are; null when nothing is known.</summary>
    public ChartKey? Element { get; private set; }

    public IEnumerable<string> Names => keys.Keys;

    public ChartKey? Below(string name) => keys.GetValueOrDefault(name) ?? any;

    public bool Takes(object value) => Types.HasFlag(ValueTypes.Of(value));

    /// <summary>Takes over a line <c>path types [enum=[…]]</c>; false when it is none.</summary>
    public bool TryAdd(string line)
    {
        var words = line.Split(' ', 3);
        if (words.Length < 2)
            return false;
        var key = this;
        foreach (var step in Steps(words[0]))
            key = key.At(step);
        return key.TrySet(words[1], words.Length == 3 ? words[2] : "");
    }

    /// <summary>Paths of all keys with a name.</summary>
    public IEnumerable<string> PathsTo(string name, string path = "")
    {
        foreach (var (key, below) in keys)
        {
            var here = path.Length == 0 ? key : $"{path}.{key}";
            if (key == name)
                yield return here;
            foreach (var deeper in below.PathsTo(name, here))
                yield return deeper;
        }
    }

    ChartKey At((string Key, bool IsSpecial) step) => step switch
    {
        (ListElement, true) => Element ??= new(),
        (AnyKey, true) => any ??= new(),
        var (name, _) => keys.TryGetValue(name, out var known) ? known : keys[name] = new(),
    };

    bool TrySet(string types, string rest)
    {
        Types = ValueTypes.None;
        IsOpen = false;
        foreach (var type in types.Split('|'))
        {
            var read = ValueTypes.Parse(type);
            if (read == ValueTypes.None)
                return false;
            Types |= read;
            IsOpen |= type is "any" or "map-any";
        }
        if (rest.StartsWith("enum=", StringComparison.Ordinal))
            Allowed = Texts(rest["enum=".Length..]);
        return rest.Length == 0 || Allowed is not null;
    }

    static List<string>? Texts(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText())];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // `.` separates; `[]` stands for elements, `*` for any key; `\` makes the next character an ordinary one, `\s` is a space.
    static IEnumerable<(string Key, bool IsSpecial)> Steps(string path)
    {
        var (key, isEscaped) = ("", false);
        for (var at = 0; at < path.Length; at++)
        {
            if (path[at] == '\\' && at + 1 < path.Length)
            {
                at++;
                (key, isEscaped) = (key + (path[at] == 's' ? ' ' : path[at]), true);
            }
            else if (path[at] == '.')
            {
                if (key.Length > 0)
                    yield return (key, key == AnyKey && !isEscaped);
                (key, isEscaped) = ("", false);
            }
            else if (path[at] == '[' && at + 1 < path.Length && path[at + 1] == ']')
            {
                if (key.Length > 0)
                    yield return (key, key == AnyKey && !isEscaped);
                yield return (ListElement, true);
                (key, isEscaped) = ("", false);
                at++;
            }
            else
                key += path[at];
        }
        if (key.Length > 0)
            yield return (key, key == AnyKey && !isEscaped);
    }
}
