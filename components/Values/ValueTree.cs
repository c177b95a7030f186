using System.Collections;
using System.Collections.Immutable;
using System.Text;

namespace Basecamp.Components.Values;

/// <summary>
/// Helm values, or the body of a custom object, written by path: <c>["webhook.replicaCount"] = 2</c>. Paths are what contract tests check
/// against the pinned chart.
/// </summary>
/// <remarks>
/// A dot inside a key is written <c>\.</c>. Values are text, <see cref="bool"/>, <see cref="int"/>, <see cref="double"/>, lists, maps and
/// trees; enums are not, because a chart has its own spelling. Setting null sets nothing, so an optional setting needs no <c>if</c>.
/// </remarks>
public sealed class ValueTree : IEnumerable<KeyValuePair<string, object>>
{
    readonly SortedDictionary<string, object> children = new(StringComparer.Ordinal);

    /// <summary>Whether nothing is set.</summary>
    public bool IsEmpty => children.Count == 0;

    /// <summary>Sets the value at a path, or merges a tree into it. Null sets nothing.</summary>
    /// <exception cref="ArgumentException">The path is empty, runs through a value that is not a map, or the value's type is not allowed.</exception>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1044", Justification = "Written by path, read as a whole.")]
    public object? this[string path]
    {
        set
        {
            if (value is not null)
                Set(KeysOf(path), 0, Normal(value, path), path);
        }
    }

    /// <summary>The tree that a map as read from JSON or YAML stands for. Its keys are not paths: dots in them stay dots.</summary>
    public static ValueTree From(IReadOnlyDictionary<string, object> map) => OfMap(map, "");

    /// <summary>This tree with <paramref name="later"/> laid over it: maps merge, everything else is replaced, as Helm does.</summary>
    public ValueTree Merge(ValueTree? later)
    {
        var merged = new ValueTree();
        merged.Take(this, "");
        if (later is not null)
            merged.Take(later, "");
        return merged;
    }

    /// <summary>The tree as nested maps and lists, which Pulumi takes as an input. Keys are sorted.</summary>
    public Dictionary<string, object> ToMap() =>
        children.ToDictionary(child => child.Key, child => Plain(child.Value), StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => ToMap().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void Set(ImmutableArray<string> keys, int depth, object value, string path)
    {
        var key = keys[depth];
        if (depth == keys.Length - 1)
            Put(key, value, path);
        else
        {
            if (!children.TryGetValue(key, out var child))
                children[key] = child = new ValueTree();
            if (child is not ValueTree tree)
                throw new ArgumentException($"'{path}' runs through '{key}', which already holds a value and so cannot be a map.");
            tree.Set(keys, depth + 1, value, path);
        }
    }

    void Put(string key, object value, string path)
    {
        if (value is ValueTree added && children.TryGetValue(key, out var present) && present is ValueTree tree)
            tree.Take(added, path);
        else
            children[key] = value is ValueTree owned ? owned.Merge(null) : value;
    }

    void Take(ValueTree other, string path)
    {
        foreach (var (key, value) in other.children)
            Put(key, value, path);
    }

    static object Plain(object value) => value switch
    {
        ValueTree tree => tree.ToMap(),
        ImmutableArray<object> list => list.Select(Plain).ToList(),
        _ => value,
    };

    static object Normal(object value, string path) => value switch
    {
        string or bool or int or double or ValueTree => value,
        IReadOnlyDictionary<string, string> texts => OfMap(texts.ToDictionary(pair => pair.Key, object (pair) => pair.Value), path),
        IReadOnlyDictionary<string, object> map => OfMap(map, path),
        IEnumerable list => list.Cast<object>().Select(item => Normal(item, path)).ToImmutableArray(),
        _ => throw new ArgumentException($"'{path}' is a {value.GetType().Name}. Write it as text, a bool, an int, a double, a list or a map."),
    };

    static ValueTree OfMap(IReadOnlyDictionary<string, object> map, string path)
    {
        var tree = new ValueTree();
        foreach (var (key, value) in map)
            tree.children[key] = Normal(value, path);
        return tree;
    }

    static ImmutableArray<string> KeysOf(string path)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        var key = new StringBuilder();
        for (var at = 0; at < path.Length; at++)
        {
            if (path[at] == '\\' && at + 1 < path.Length)
                key.Append(path[++at]);
            else if (path[at] == '.')
                Next();
            else
                key.Append(path[at]);
        }
        Next();
        return keys.ToImmutable();

        void Next()
        {
            if (key.Length == 0)
                throw new ArgumentException($"'{path}' is not a path: a key in it is empty. Write keys joined by dots, a dot inside a key as '\\.'.");
            keys.Add(key.ToString());
            key.Clear();
        }
    }
}
