using System.Collections.Immutable;

namespace Basecamp.Cli.Diff.Model;

/// <summary>Reads the plain values that objects are made of.</summary>
static class Values
{
    /// <summary>Whether two values are the same; the order of a map's members does not count.</summary>
    public static bool AreEqual(object? left, object? right)
    {
        if (ReferenceEquals(left, right))
            return true;
        switch (left, right)
        {
            case (SecretValue secret, SecretValue other):
                return !secret.DiffersFrom(other);
            case (ImmutableDictionary<string, object> map, ImmutableDictionary<string, object> other):
                if (map.Count != other.Count)
                    return false;
                foreach (var (key, value) in map)
                {
                    if (!other.TryGetValue(key, out var counterpart) || !AreEqual(value, counterpart))
                        return false;
                }
                return true;
            case (ImmutableArray<object> list, ImmutableArray<object> other):
                if (list.Length != other.Length)
                    return false;
                for (var i = 0; i < list.Length; i++)
                {
                    if (!AreEqual(list[i], other[i]))
                        return false;
                }
                return true;
            default:
                return Equals(left, right);
        }
    }

    /// <summary>The maps of a list; empty when it is none.</summary>
    public static IEnumerable<ImmutableDictionary<string, object>> Maps(object? list) =>
        list is ImmutableArray<object> items ? items.OfType<ImmutableDictionary<string, object>>() : [];

    /// <summary>The texts of a list; empty when it is none.</summary>
    public static IEnumerable<string> Texts(object? list) => list is ImmutableArray<object> items ? items.OfType<string>() : [];

    /// <summary>The map at <paramref name="key"/>; empty when there is none.</summary>
    public static ImmutableDictionary<string, object> Map(this ImmutableDictionary<string, object> parent, string key) =>
        parent.GetValueOrDefault(key) as ImmutableDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty;

    /// <summary>The maps of the list at <paramref name="key"/>; empty when there is none.</summary>
    public static IEnumerable<ImmutableDictionary<string, object>> Maps(this ImmutableDictionary<string, object> parent, string key) =>
        Maps(parent.GetValueOrDefault(key));

    /// <summary>The text at <paramref name="key"/>; null when there is none.</summary>
    public static string? Text(this ImmutableDictionary<string, object> parent, string key) => parent.GetValueOrDefault(key) as string;

    /// <summary>Every map in <paramref name="value"/>, itself included.</summary>
    public static IEnumerable<ImmutableDictionary<string, object>> AllMaps(object? value) => value switch
    {
        ImmutableDictionary<string, object> map => map.Values.SelectMany(AllMaps).Prepend(map),
        ImmutableArray<object> list => list.SelectMany(AllMaps),
        _ => [],
    };
}
