using System.Collections;
using System.Globalization;
using System.Text;

namespace Basecamp.Manifests.Yaml;

/// <summary>Writes plain values as YAML that is byte-identical for equal values: keys in one order, one style per kind of scalar.</summary>
/// <remarks>Understood the same by YAML 1.1 and 1.2 readers: text that either takes for another type is quoted.</remarks>
public static class CanonicalYaml
{
    // What a reader looks for first; everything else follows in ordinal order.
    static readonly string[] First = ["apiVersion", "kind", "metadata", "name", "namespace"];

    /// <summary><paramref name="value"/> as a YAML document ending in a newline.</summary>
    /// <param name="value">Maps with text keys, lists, text, numbers, booleans and null, nested at will. A <see cref="double"/> without
    /// fraction is written as an integer, because Pulumi has only one kind of number.</param>
    /// <exception cref="ArgumentException">The value holds something else.</exception>
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        if (Entries(value) is { Count: > 0 } entries)
            WriteMap(text, entries, indent: 0);
        else if (Elements(value) is { Count: > 0 } elements)
            WriteList(text, elements, indent: 0);
        else
            text.Append(Inline(value)).Append('\n');
        return text.ToString();
    }

    static void WriteMap(StringBuilder text, IReadOnlyList<KeyValuePair<string, object?>> entries, int indent, bool afterDash = false)
    {
        foreach (var (key, value) in entries)
        {
            if (!afterDash)
                text.Append(' ', indent);
            afterDash = false;
            text.Append(ScalarText.Inline(key)).Append(':');
            WriteValue(text, value, indent, listIndent: indent);
        }
    }

    static void WriteList(StringBuilder text, IReadOnlyList<object?> elements, int indent)
    {
        foreach (var element in elements)
        {
            text.Append(' ', indent).Append('-');
            if (Entries(element) is { Count: > 0 } entries)
            {
                text.Append(' ');
                WriteMap(text, entries, indent + 2, afterDash: true);
            }
            else
                WriteValue(text, element, indent, listIndent: indent + 2);
        }
    }

    static void WriteValue(StringBuilder text, object? value, int indent, int listIndent)
    {
        if (Entries(value) is { Count: > 0 } entries)
        {
            text.Append('\n');
            WriteMap(text, entries, indent + 2);
        }
        else if (Elements(value) is { Count: > 0 } elements)
        {
            text.Append('\n');
            WriteList(text, elements, listIndent);
        }
        else if (value is string multiline && ScalarText.FitsLiteralBlock(multiline))
            ScalarText.WriteLiteralBlock(text, multiline, indent + 2);
        else
            text.Append(' ').Append(Inline(value)).Append('\n');
    }

    static string Inline(object? value) => value switch
    {
        null => "null",
        string text => ScalarText.Inline(text),
        bool flag => flag ? "true" : "false",
        double number => ScalarText.Inline(number),
        int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        IDictionary => "{}",
        IReadOnlyDictionary<string, object> => "{}",
        IEnumerable => "[]",
        _ => throw new ArgumentException(
            $"A {value.GetType().Name} cannot be written as YAML. Use text, numbers, booleans, lists and maps."),
    };

    static List<KeyValuePair<string, object?>>? Entries(object? value)
    {
        if (value is not IEnumerable<KeyValuePair<string, object>> map)
            return null;
        var entries = map.Select(pair => new KeyValuePair<string, object?>(pair.Key, pair.Value)).ToList();
        entries.Sort((left, right) => Rank(left.Key).CompareTo(Rank(right.Key)) is var rank and not 0
            ? rank
            : string.CompareOrdinal(left.Key, right.Key));
        return entries;
    }

    static IReadOnlyList<object?>? Elements(object? value) =>
        value is IList list ? [.. list.Cast<object?>()] : null;

    static int Rank(string key) => Array.IndexOf(First, key) is var rank and >= 0 ? rank : First.Length;
}
