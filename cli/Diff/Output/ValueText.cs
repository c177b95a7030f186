using System.Collections.Immutable;
using System.Text;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Cli.Diff.Output;

/// <summary>Values as people read them.</summary>
static class ValueText
{
    /// <summary>A value on one line: text as it is, lists and maps in short form, cut after <paramref name="most"/> characters.</summary>
    public static string Inline(object? value, int most)
    {
        var text = new StringBuilder();
        Write(text, value, most + 1, isTop: true);
        return text.Length <= most ? text.ToString() : Cut(text.ToString(), most);
    }

    /// <summary>A value as YAML, secrets hidden.</summary>
    public static string Yaml(object? value) => CanonicalYaml.Write(WithoutSecrets(value));

    /// <summary>Whether a value is best shown as lines.</summary>
    public static bool IsLong(object? value) => value is string text && text.Contains('\n');

    static string Cut(string text, int most) => $"{text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)]}…";

    static void Write(StringBuilder text, object? value, int most, bool isTop = false)
    {
        if (text.Length > most)
            return;
        switch (value)
        {
            case string { Length: 0 }:
                text.Append("\"\"");
                break;
            case string given:
                // Other control characters could forge lines, or colours on a terminal.
                foreach (var character in given.AsSpan(0, Math.Min(given.Length, most)))
                    text.Append(character == '\n' ? '⏎' : char.IsControl(character) ? '�' : character);
                break;
            case ImmutableDictionary<string, object> map:
                text.Append('{');
                WriteItems(text, [.. map.OrderBy(entry => entry.Key, StringComparer.Ordinal)], entry =>
                {
                    Write(text, entry.Key, most);
                    text.Append(": ");
                    Write(text, entry.Value, most);
                });
                text.Append('}');
                break;
            case ImmutableArray<object> list:
                text.Append('[');
                WriteItems(text, list, item => Write(text, item, most));
                text.Append(']');
                break;
            case null:
                text.Append(isTop ? "(not set)" : "null");
                break;
            case bool or double or int:
                text.Append(CanonicalYaml.Write(value).TrimEnd('\n'));
                break;
            default:
                Write(text, value.ToString() ?? "", most);
                break;
        }
    }

    static void WriteItems<T>(StringBuilder text, IReadOnlyList<T> items, Action<T> write)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                text.Append(", ");
            write(items[i]);
        }
    }

    static object? WithoutSecrets(object? value) => value switch
    {
        Model.SecretValue secret => secret.ToString(),
        ImmutableDictionary<string, object> map => map.ToImmutableDictionary(entry => entry.Key, entry => WithoutSecrets(entry.Value)!),
        ImmutableArray<object> list => list.Select(item => WithoutSecrets(item)!).ToImmutableArray(),
        _ => value,
    };
}
