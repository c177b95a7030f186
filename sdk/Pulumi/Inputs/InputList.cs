using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list argument. Elements are inputs; the whole list may itself come from an output.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    // Known elements, growing in place: adding one by one is the usual way to fill a list and must stay linear.
    List<Input<T>>? known;

    // Set once part of the list comes from an output; `known` is then null.
    Output<ImmutableArray<Input<T>>>? pending;

    public InputList() => known = [];

    InputList(IEnumerable<Input<T>> elements) => known = [.. elements];

    InputList(Output<ImmutableArray<Input<T>>> elements) => pending = elements;

    public void Add(params Input<T>[] inputs)
    {
        if (known is not null)
            known.AddRange(inputs);
        else
            AddRange(inputs);
    }

    public void Add(InputList<T> inputs) => AddRange(inputs);

    public void AddRange(InputList<T> inputs)
    {
        if (known is not null && inputs.known is not null)
        {
            known.AddRange([.. inputs.known]);
            return;
        }

        pending = Join(this, inputs);
        known = null;
    }

    /// <summary>A new list of both; neither is changed.</summary>
    public InputList<T> Concat(InputList<T> other) =>
        known is not null && other.known is not null ? new([.. known, .. other.known]) : new(Join(this, other));

    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var value in await Resolve().GetValueAsync(whenUnknown: []).ConfigureAwait(false))
            yield return value;
    }

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException(
        $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    internal InputList<T> Clone() => known is not null ? new(known) : new(pending!);

    private protected override Output<ImmutableArray<T>> Resolve() => known is not null
        ? Output.All<T>(known)
        : pending!.Apply(elements => elements.IsDefault ? Output.Create(default(ImmutableArray<T>)) : Output.All<T>(elements));

    private protected override object? Parts => known is not null ? known.ToArray() : pending;

    static Output<ImmutableArray<Input<T>>> Join(InputList<T> first, InputList<T> second) =>
        Output.Tuple(first.Elements(), second.Elements()).Apply(both => both.Item1.AddRange(both.Item2));

    Output<ImmutableArray<Input<T>>> Elements() => pending ?? Output.Create(known!.ToImmutableArray());

    static InputList<T> From<TList>(Output<TList> values, Func<TList, ImmutableArray<T>> toArray) => values.Apply(toArray);

    public static implicit operator InputList<T>(T value) => new([(Input<T>)value]);

    public static implicit operator InputList<T>(Output<T> value) => new([(Input<T>)value]);

    public static implicit operator InputList<T>(Input<T> value) => new([value]);

    public static implicit operator InputList<T>(T[] values) => new(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Output<T>[] values) => new(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Input<T>[] values) => new((IEnumerable<Input<T>>)values);

    public static implicit operator InputList<T>(List<T> values) => new(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(List<Output<T>> values) => new(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(List<Input<T>> values) => new((IEnumerable<Input<T>>)values);

    public static implicit operator InputList<T>(ImmutableArray<T> values) =>
        values.IsDefault ? new(Output.Create(default(ImmutableArray<Input<T>>))) : new(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) =>
        values.IsDefault ? new(Output.Create(default(ImmutableArray<Input<T>>))) : new(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) =>
        values.IsDefault ? new(Output.Create(values)) : new((IEnumerable<Input<T>>)values);

    public static implicit operator InputList<T>(Output<T[]> values) => From(values, ImmutableArray.Create);

    public static implicit operator InputList<T>(Output<List<T>> values) => From(values, ImmutableArray.CreateRange);

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => From(values, ImmutableArray.CreateRange);

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new(values.Apply(array =>
        array.IsDefault ? default : ImmutableArray.CreateRange(array, value => (Input<T>)value)));
}
