using System.Collections;
using System.Globalization;
using System.Text;

namespace Basecamp.Manifests.Objects;

/// <summary>A place inside a resource's inputs, written as Pulumi writes it: <c>spec.containers[0].env["a.b"]</c>.</summary>
/// <remarks>A key that contains <c>.</c>, <c>[</c>, <c>]</c> or <c>"</c> is quoted in brackets.</remarks>
public readonly record struct PropertyPath
{
    static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(".[]\"");

    /// <summary>The steps from the outside in: a <see cref="string"/> key or an <see cref="int"/> index.</summary>
    public IReadOnlyList<object> Segments { get; }

    PropertyPath(IReadOnlyList<object> segments) => Segments = segments;

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">A bracket or quote is not closed, or an index is not a number.</exception>
    public static PropertyPath Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var segments = new List<object>();
        var position = 0;
        while (position < path.Length)
        {
            if (path[position] == '[')
                segments.Add(ReadBracket(path, ref position));
            else
                segments.Add(ReadKey(path, ref position));
            if (position < path.Length && path[position] == '.')
                position++;
        }
        return new(segments);
    }

    /// <summary>The path of member <paramref name="key"/> of the value at <paramref name="parent"/>.</summary>
    public static string Join(string parent, string key)
    {
        if (key.Length == 0 || key.AsSpan().ContainsAny(Special))
            return $"{parent}[\"{key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";
        return parent.Length == 0 ? key : $"{parent}.{key}";
    }

    /// <summary>The path of element <paramref name="index"/> of the list at <paramref name="parent"/>.</summary>
    public static string Join(string parent, int index) => $"{parent}[{index.ToString(CultureInfo.InvariantCulture)}]";

    /// <summary>The value at this path below <paramref name="root"/>, or null when any step is missing.</summary>
    public object? Resolve(object? root)
    {
        foreach (var segment in Segments)
        {
            root = (root, segment) switch
            {
                (IReadOnlyDictionary<string, object> map, string key) => map.GetValueOrDefault(key),
                (IList list, int index) when index < list.Count => list[index],
                _ => null,
            };
        }
        return root;
    }

    static string ReadKey(string path, ref int position)
    {
        var start = position;
        while (position < path.Length && path[position] is not ('.' or '['))
            position++;
        return path[start..position];
    }

    static object ReadBracket(string path, ref int position)
    {
        position++;
        if (position < path.Length && path[position] == '"')
            return ReadQuoted(path, ref position);
        var end = path.IndexOf(']', position);
        if (end < 0)
            throw new FormatException($"Property path '{path}' has a '[' without ']'. Write an index as [0] and a key as [\"a.b\"].");
        var text = path[position..end];
        position = end + 1;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw new FormatException($"Property path '{path}' has the index '{text}', which is not a number. Quote keys: [\"{text}\"].");
    }

    static string ReadQuoted(string path, ref int position)
    {
        var key = new StringBuilder();
        for (position++; position < path.Length; position++)
        {
            if (path[position] == '\\' && position + 1 < path.Length)
                key.Append(path[++position]);
            else if (path[position] != '"')
                key.Append(path[position]);
            else if (position + 1 < path.Length && path[position + 1] == ']')
            {
                position += 2;
                return key.ToString();
            }
            else
                break;
        }
        throw new FormatException($"Property path '{path}' has a quoted key that is not closed by \"].");
    }
}
