using System.Collections.Immutable;
using System.Globalization;

namespace Basecamp.Cli.Diff.Comparing;

/// <summary>What identifies the items of a list, so that an inserted one does not make all later ones look changed.</summary>
static class ListKeys
{
    // Candidates in order; the first that names every item of both lists, each once, is used.
    static readonly string[][] OfAnyList =
    [
        ["name"], ["alert"], ["record"], ["mountPath"], ["devicePath"], ["kind", "namespace", "name"], ["containerPort", "protocol"], ["port", "protocol"],
        ["topologyKey", "whenUnsatisfiable"], ["key", "operator", "value", "effect"], ["ip"], ["type"], ["host"], ["path"], ["id"], ["title"], ["chart"],
    ];

    // Their order is their meaning.
    static readonly string[] Ordered = ["args", "command"];

    /// <summary>A name for each item of both lists; null when nothing identifies them.</summary>
    /// <param name="list">The list's own key, e.g. <c>containers</c>.</param>
    /// <param name="before">Old items.</param>
    /// <param name="after">New items.</param>
    public static (string[] Before, string[] After)? For(string list, ImmutableArray<object> before, ImmutableArray<object> after)
    {
        if (before.Concat(after).All(item => item is string or double or bool))
            return Ordered.Contains(list) ? null : Named(before, after, Text);
        if (!before.Concat(after).All(item => item is ImmutableDictionary<string, object>))
            return null;
        foreach (var keys in OfAnyList)
        {
            if (Named(before, after, item => Join((ImmutableDictionary<string, object>)item, keys)) is { } names)
                return names;
        }
        return null;
    }

    static (string[] Before, string[] After)? Named(ImmutableArray<object> before, ImmutableArray<object> after, Func<object, string?> name)
    {
        return Names(before) is { } old && Names(after) is { } current ? (old, current) : null;

        string[]? Names(ImmutableArray<object> list)
        {
            var names = list.Select(name).OfType<string>().ToArray();
            return names.Length == list.Length && names.Distinct(StringComparer.Ordinal).Count() == names.Length ? names : null;
        }
    }

    static string? Join(ImmutableDictionary<string, object> item, string[] keys)
    {
        // The first key is what the list is about; others may be left out.
        if (Text(item.GetValueOrDefault(keys[0])) is not { } first)
            return null;
        if (keys is [_, "protocol"])
            return item.GetValueOrDefault("protocol") is string protocol and not "TCP" ? $"{first}/{protocol}" : first;
        return string.Join('/', keys.Select(key => Text(item.GetValueOrDefault(key))).OfType<string>());
    }

    static string? Text(object? value) => value switch
    {
        string text => text,
        double number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => null,
    };
}
