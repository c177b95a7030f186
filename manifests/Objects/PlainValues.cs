using System.Collections.Immutable;

namespace Basecamp.Manifests.Objects;

/// <summary>
/// Reads the plain values that Kubernetes objects are made of: <see cref="ImmutableDictionary{TKey, TValue}"/> maps,
/// <see cref="ImmutableArray{T}"/> lists, <see cref="string"/>, <see cref="double"/>, <see cref="bool"/> and null.
/// </summary>
public static class PlainValues
{
    /// <summary>The value at a path of keys; null when any is missing.</summary>
    public static object? At(this ImmutableDictionary<string, object> map, params ReadOnlySpan<string> keys)
    {
        object? value = map;
        foreach (var key in keys)
            value = (value as ImmutableDictionary<string, object>)?.GetValueOrDefault(key);
        return value;
    }

    /// <summary>The text at a path of keys; null when there is none.</summary>
    public static string? Text(this ImmutableDictionary<string, object> map, params ReadOnlySpan<string> keys) => map.At(keys) as string;

    /// <summary>The number at a path of keys; null when there is none.</summary>
    public static double? Number(this ImmutableDictionary<string, object> map, params ReadOnlySpan<string> keys) => map.At(keys) as double?;

    /// <summary>The map at a path of keys; empty when there is none.</summary>
    public static ImmutableDictionary<string, object> Map(this ImmutableDictionary<string, object> map, params ReadOnlySpan<string> keys) =>
        map.At(keys) as ImmutableDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty;

    /// <summary>The maps of the list at a path of keys; empty when there is none.</summary>
    public static IEnumerable<ImmutableDictionary<string, object>> Maps(
        this ImmutableDictionary<string, object> map, params ReadOnlySpan<string> keys) => MapsIn(map.At(keys));

    /// <summary>The texts of the list at a path of keys; empty when there is none.</summary>
    public static IEnumerable<string> Texts(this ImmutableDictionary<string, object> map, params ReadOnlySpan<string> keys) =>
        TextsIn(map.At(keys));

    /// <summary>Text by text at a path of keys, such as labels; what is not text is left out.</summary>
    public static IReadOnlyDictionary<string, string> TextMap(this ImmutableDictionary<string, object> map, params ReadOnlySpan<string> keys) =>
        map.Map(keys).Where(entry => entry.Value is string).ToDictionary(entry => entry.Key, entry => (string)entry.Value, StringComparer.Ordinal);

    /// <summary>The maps of a list; empty when it is none.</summary>
    public static IEnumerable<ImmutableDictionary<string, object>> MapsIn(object? list) =>
        list is ImmutableArray<object> items ? items.OfType<ImmutableDictionary<string, object>>() : [];

    /// <summary>The texts of a list; empty when it is none.</summary>
    public static IEnumerable<string> TextsIn(object? list) => list is ImmutableArray<object> items ? items.OfType<string>() : [];

    /// <summary>Every map in <paramref name="value"/>, itself included.</summary>
    public static IEnumerable<ImmutableDictionary<string, object>> AllMapsIn(object? value) => value switch
    {
        ImmutableDictionary<string, object> map => map.Values.SelectMany(AllMapsIn).Prepend(map),
        ImmutableArray<object> list => list.SelectMany(AllMapsIn),
        _ => [],
    };
}
