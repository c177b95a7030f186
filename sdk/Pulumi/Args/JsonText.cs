using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pulumi;

/// <summary>
/// Arguments declared <c>json: true</c> travel as JSON text, for providers whose wire only knows strings. The layout
/// (spaces inside brackets, sorted keys) is the one Protocol Buffers' formatter gives the published SDK.
/// </summary>
static class JsonText
{
    public static Output<string> Of(string path, object value)
    {
        var data = Wire.ReadAsync(path, value);
        return data.IsCompletedSuccessfully ? new(Text(data.Result)) : new(Await());

        async Task<OutputData<string>> Await() => Text(await data.ConfigureAwait(false));
    }

    static OutputData<string> Text(WireValue value)
    {
        var text = new StringBuilder();
        if (value.IsKnown)
            Append(text, value.Value);
        return new(ImmutableHashSet<Resource>.Empty, text.ToString(), value.IsKnown, value.IsSecret);
    }

    static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case double number:
                text.Append(number.ToString("r", CultureInfo.InvariantCulture));
                break;
            case string words:
                AppendString(text, words);
                break;
            case ImmutableArray<object?> list:
                AppendBracketed(text, '[', ']', list, Append);
                break;
            case ImmutableDictionary<string, object?> map:
                AppendBracketed(text, '{', '}', map.OrderBy(entry => entry.Key, StringComparer.Ordinal), AppendEntry);
                break;
            default:
                throw new InvalidOperationException($"A {value.GetType().FullName} cannot be written as JSON. Use plain values.");
        }
    }

    static void AppendEntry(StringBuilder text, KeyValuePair<string, object?> entry)
    {
        AppendString(text, entry.Key);
        text.Append(": ");
        Append(text, entry.Value);
    }

    static void AppendBracketed<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<StringBuilder, T> append)
    {
        text.Append(open).Append(' ');
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "" : ", ");
            append(text, item);
            first = false;
        }

        text.Append(first ? "" : " ").Append(close);
    }

    static void AppendString(StringBuilder text, string words)
    {
        text.Append('"');
        foreach (var c in words)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '<' or '>' or '\u007f' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
