using System.Collections.Immutable;

namespace Pulumi;

/// <summary>
/// How data flows from outputs to outputs. Every step has a direct path for outputs that have already arrived: programs run
/// under mocks consist almost only of those, and thousands of resources must not cost thousands of scheduled tasks.
/// </summary>
public static partial class Output
{
    internal static Output<T> FromTask<T>(Task<T> value, bool isSecret)
    {
        return value.IsCompletedSuccessfully ? new(Data(value.Result)) : new(Await());

        OutputData<T> Data(T result) => OutputData<T>.Known(result) with { IsSecret = isSecret };
        async Task<OutputData<T>> Await() => Data(await value.ConfigureAwait(false));
    }

    internal static Output<TResult> Then<T, TResult>(Task<OutputData<T>> source, Func<T, ValueTask<OutputData<TResult>>> next)
    {
        if (!source.IsCompletedSuccessfully)
            return new(Await());

        try
        {
            var data = source.Result;
            if (!data.IsKnown)
                return new(OutputData<TResult>.Unknown(data.Resources, data.IsSecret));

            var inner = next(data.Value);
            return inner.IsCompletedSuccessfully ? new(Combine(data, inner.Result)) : new(AwaitInner(data, inner));
        }
#pragma warning disable CA1031 // An exception in a callback belongs to the output it should have produced, whatever its type.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new(Task.FromException<OutputData<TResult>>(error));
        }

        async Task<OutputData<TResult>> Await()
        {
            var data = await source.ConfigureAwait(false);
            return data.IsKnown
                ? Combine(data, await next(data.Value).ConfigureAwait(false))
                : OutputData<TResult>.Unknown(data.Resources, data.IsSecret);
        }

        static async Task<OutputData<TResult>> AwaitInner(OutputData<T> data, ValueTask<OutputData<TResult>> inner) =>
            Combine(data, await inner.ConfigureAwait(false));

        static OutputData<TResult> Combine(OutputData<T> outer, OutputData<TResult> inner) => new(
            outer.Resources.Join(inner.Resources), inner.Value, inner.IsKnown, outer.IsSecret || inner.IsSecret);
    }

    internal static Task<OutputData<T>> Map<T>(Task<OutputData<T>> source, Func<OutputData<T>, OutputData<T>> change)
    {
        return source.IsCompletedSuccessfully ? Task.FromResult(change(source.Result)) : Await();

        async Task<OutputData<T>> Await() => change(await source.ConfigureAwait(false));
    }

    static Output<ImmutableArray<T>> Collect<T>(IEnumerable<Output<T>> outputs)
    {
        var sources = outputs.ToArray();
        return sources.All(source => source.DataTask.IsCompletedSuccessfully) ? new(Join(sources)) : new(Await());

        async Task<OutputData<ImmutableArray<T>>> Await()
        {
            foreach (var source in sources)
                await source.DataTask.ConfigureAwait(false);
            return Join(sources);
        }
    }

    static OutputData<ImmutableArray<T>> Join<T>(Output<T>[] arrived)
    {
        var values = ImmutableArray.CreateBuilder<T>(arrived.Length);
        var joined = OutputData<ValueTuple>.Known(default);
        foreach (var output in arrived)
        {
            var data = output.DataTask.Result;
            values.Add(data.Value);
            joined = joined.And(data);
        }

        return new(joined.Resources, values.MoveToImmutable(), joined.IsKnown, joined.IsSecret);
    }

    static OutputData<ValueTuple> And<T>(this OutputData<ValueTuple> left, OutputData<T> right) => new(
        left.Resources.Join(right.Resources), default, left.IsKnown && right.IsKnown, left.IsSecret || right.IsSecret);
}
