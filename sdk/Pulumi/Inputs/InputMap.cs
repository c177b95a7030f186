using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A string-keyed map argument. Values are inputs; the whole map may itself come from an output.</summary>
public sealed class InputMap<TValue> : Input<ImmutableDictionary<string, TValue>>, IEnumerable,
    IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    // Known entries, growing in place; null once part of the map comes from an output, which `pending` then holds.
    Dictionary<string, Input<TValue>>? known;
    Output<ImmutableDictionary<string, Input<TValue>>>? pending;

    public InputMap() => known = new(StringComparer.Ordinal);

    InputMap(Dictionary<string, Input<TValue>> entries) => known = entries;

    InputMap(Output<ImmutableDictionary<string, Input<TValue>>> entries) => pending = entries;

    /// <summary>Adds one entry, like <see cref="Add(string, Input{TValue})"/>.</summary>
    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    /// <summary>Adds one entry. Adding a key twice is an error, unless the values turn out equal.</summary>
    public void Add(string key, Input<TValue> value)
    {
        if (known is not null)
            known[key] = known.TryGetValue(key, out var existing) ? Same(key, existing, value) : value;
        else
            pending = pending!.Apply(map => map.SetItem(key, map.TryGetValue(key, out var existing) ? Same(key, existing, value) : value));
    }

    public void Add(InputMap<TValue> values) => AddRange(values);

    /// <summary>Adds all entries of another map. A key present in both is an error.</summary>
    public void AddRange(InputMap<TValue> values)
    {
        pending = Output.Tuple(Entries(), values.Entries()).Apply(both => both.Item1.AddRange(both.Item2));
        known = null;
    }

    /// <summary>A new map of both; the second wins where a key is in both.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second) =>
        new(Output.Tuple(first.Entries(), second.Entries()).Apply(both => both.Item1.SetItems(both.Item2)));

    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var entries = await Resolve().GetValueAsync(whenUnknown: ImmutableDictionary<string, TValue>.Empty).ConfigureAwait(false);
        foreach (var entry in entries)
            yield return entry;
    }

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException(
        $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    private protected override Output<ImmutableDictionary<string, TValue>> Resolve() =>
        known is not null ? Flatten(known) : pending!.Apply(entries => entries is null ? null : Flatten(entries));

    private protected override object? Parts => known is not null ? new Dictionary<string, Input<TValue>>(known) : pending;

    Output<ImmutableDictionary<string, Input<TValue>>> Entries() =>
        pending ?? Output.Create(known!.ToImmutableDictionary(StringComparer.Ordinal));

    static Input<TValue> Same(string key, Input<TValue> existing, Input<TValue> added) => Output.Tuple(existing, added).Apply(both =>
        EqualityComparer<TValue>.Default.Equals(both.Item1, both.Item2)
            ? both.Item1
            : throw new ArgumentException($"Key '{key}' already exists in the map with a different value."));

    static Output<ImmutableDictionary<string, TValue>> Flatten(IReadOnlyDictionary<string, Input<TValue>> entries)
    {
        var keys = entries.Keys.ToArray();
        return Output.All(entries.Values).Apply(values =>
            keys.Zip(values, KeyValuePair.Create).ToImmutableDictionary(StringComparer.Ordinal));
    }

    static InputMap<TValue> From<TMap>(Output<TMap> values, Func<TMap, ImmutableDictionary<string, TValue>> toMap) => values.Apply(toMap);

    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => Output.Create(values);

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => Output.Create(values);

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) =>
        From(values, ImmutableDictionary.CreateRange);

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) =>
        From(values, ImmutableDictionary.CreateRange);

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) => new(values.Apply(entries =>
        entries is null ? null! : entries.ToImmutableDictionary(entry => entry.Key, entry => (Input<TValue>)entry.Value)));
}
