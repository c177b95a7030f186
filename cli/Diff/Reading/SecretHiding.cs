using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Reading;

/// <summary>Finds secrets of either state that somebody wrote elsewhere as plain text, and hides them there as well.</summary>
sealed class SecretHiding
{
    readonly SearchValues<string> search;
    readonly bool isEmpty;
    readonly Func<string, bool> known;

    /// <param name="sides">States whose secrets count.</param>
    /// <param name="known">Whether a text holds a secret that is known from elsewhere.</param>
    public SecretHiding(IEnumerable<DiffSide> sides, Func<string, bool>? known = null)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var secret in sides.SelectMany(side => side.Objects).SelectMany(each => SecretsIn(each.Body)))
        {
            texts.Add(secret);
            texts.Add(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)));
        }
        isEmpty = texts.Count == 0;
        search = SearchValues.Create([.. texts], StringComparison.Ordinal);
        this.known = known ?? (_ => false);
    }

    /// <summary>The state with every text that contains a secret hidden.</summary>
    public DiffSide Hide(DiffSide side) => side with
    {
        Objects = [.. side.Objects.Select(each => each with { Body = (ImmutableDictionary<string, object>)Hide(each.Body) })],
    };

    object Hide(object value) => value switch
    {
        string text when Holds(text) => SecretValue.OfPlain(text),
        ImmutableDictionary<string, object> map => HideMap(map),
        ImmutableArray<object> list => HideList(list),
        _ => value,
    };

    // What holds no secret, nearly everything, stays the same instance.
    ImmutableDictionary<string, object> HideMap(ImmutableDictionary<string, object> map)
    {
        var hidden = map;
        foreach (var (key, value) in map)
        {
            var shown = value is null ? null : Hide(value);
            if (Holds(key))
                hidden = hidden.Remove(key).SetItem("(secret)", shown!);
            else if (!Same(shown, value))
                hidden = hidden.SetItem(key, shown!);
        }
        return hidden;
    }

    ImmutableArray<object> HideList(ImmutableArray<object> list)
    {
        var hidden = list;
        for (var i = 0; i < list.Length; i++)
        {
            var shown = list[i] is null ? null : Hide(list[i]);
            if (!Same(shown, list[i]))
                hidden = hidden.SetItem(i, shown!);
        }
        return hidden;
    }

    static bool Same(object? left, object? right) =>
        left is ImmutableArray<object> list ? right is ImmutableArray<object> other && list.Equals(other) : ReferenceEquals(left, right);

    bool Holds(string text) => (!isEmpty && text.AsSpan().ContainsAny(search)) || known(text);

    static IEnumerable<string> SecretsIn(object? value) => value switch
    {
        SecretValue secret when secret.Searchable is { } text => [text],
        ImmutableDictionary<string, object> map => map.Values.SelectMany(SecretsIn),
        ImmutableArray<object> list => list.SelectMany(SecretsIn),
        _ => [],
    };
}
