namespace Pulumi;

/// <summary>Tuples of two to eight outputs: unknown when any is unknown, secret when any is secret.</summary>
public static partial class Output
{
    public static Output<(T1, T2)> Tuple<T1, T2>(Input<T1> item1, Input<T2> item2) =>
        Tuple((Output<T1>)item1, (Output<T2>)item2);

    public static Output<(T1, T2)> Tuple<T1, T2>(Output<T1> item1, Output<T2> item2) =>
        Gather(
            () => (item1.DataTask.Result.Value, item2.DataTask.Result.Value),
            () => nothing.And(item1.DataTask.Result).And(item2.DataTask.Result),
            item1.DataTask, item2.DataTask);

    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Input<T1> item1, Input<T2> item2, Input<T3> item3) =>
        Tuple((Output<T1>)item1, (Output<T2>)item2, (Output<T3>)item3);

    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Output<T1> item1, Output<T2> item2, Output<T3> item3) =>
        Gather(
            () => (item1.DataTask.Result.Value, item2.DataTask.Result.Value, item3.DataTask.Result.Value),
            () => nothing.And(item1.DataTask.Result).And(item2.DataTask.Result).And(item3.DataTask.Result),
            item1.DataTask, item2.DataTask, item3.DataTask);

    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4) =>
        Tuple((Output<T1>)item1, (Output<T2>)item2, (Output<T3>)item3, (Output<T4>)item4);

    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4) =>
        Gather(
            () => (item1.DataTask.Result.Value, item2.DataTask.Result.Value, item3.DataTask.Result.Value, item4.DataTask.Result.Value),
            () => nothing.And(item1.DataTask.Result).And(item2.DataTask.Result).And(item3.DataTask.Result).And(item4.DataTask.Result),
            item1.DataTask, item2.DataTask, item3.DataTask, item4.DataTask);

    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3,
        Input<T4> item4, Input<T5> item5) =>
        Tuple((Output<T1>)item1, (Output<T2>)item2, (Output<T3>)item3, (Output<T4>)item4, (Output<T5>)item5);

    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3,
        Output<T4> item4, Output<T5> item5) =>
        Gather(
            () => (item1.DataTask.Result.Value, item2.DataTask.Result.Value, item3.DataTask.Result.Value, item4.DataTask.Result.Value,
                item5.DataTask.Result.Value),
            () => nothing.And(item1.DataTask.Result).And(item2.DataTask.Result).And(item3.DataTask.Result).And(item4.DataTask.Result)
                .And(item5.DataTask.Result),
            item1.DataTask, item2.DataTask, item3.DataTask, item4.DataTask, item5.DataTask);

    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3,
        Input<T4> item4, Input<T5> item5, Input<T6> item6) =>
        Tuple((Output<T1>)item1, (Output<T2>)item2, (Output<T3>)item3, (Output<T4>)item4, (Output<T5>)item5, (Output<T6>)item6);

    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3,
        Output<T4> item4, Output<T5> item5, Output<T6> item6) =>
        Gather(
            () => (item1.DataTask.Result.Value, item2.DataTask.Result.Value, item3.DataTask.Result.Value, item4.DataTask.Result.Value,
                item5.DataTask.Result.Value, item6.DataTask.Result.Value),
            () => nothing.And(item1.DataTask.Result).And(item2.DataTask.Result).And(item3.DataTask.Result).And(item4.DataTask.Result)
                .And(item5.DataTask.Result).And(item6.DataTask.Result),
            item1.DataTask, item2.DataTask, item3.DataTask, item4.DataTask, item5.DataTask, item6.DataTask);

    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4,
        Input<T5> item5, Input<T6> item6, Input<T7> item7) =>
        Tuple(
            (Output<T1>)item1, (Output<T2>)item2, (Output<T3>)item3, (Output<T4>)item4,
            (Output<T5>)item5, (Output<T6>)item6, (Output<T7>)item7);

    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4,
        Output<T5> item5, Output<T6> item6, Output<T7> item7) =>
        Gather(
            () => (item1.DataTask.Result.Value, item2.DataTask.Result.Value, item3.DataTask.Result.Value, item4.DataTask.Result.Value,
                item5.DataTask.Result.Value, item6.DataTask.Result.Value, item7.DataTask.Result.Value),
            () => nothing.And(item1.DataTask.Result).And(item2.DataTask.Result).And(item3.DataTask.Result).And(item4.DataTask.Result)
                .And(item5.DataTask.Result).And(item6.DataTask.Result).And(item7.DataTask.Result),
            item1.DataTask, item2.DataTask, item3.DataTask, item4.DataTask, item5.DataTask, item6.DataTask, item7.DataTask);

    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)>
        Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4,
        Input<T5> item5, Input<T6> item6, Input<T7> item7, Input<T8> item8) =>
        Tuple(
            (Output<T1>)item1, (Output<T2>)item2, (Output<T3>)item3, (Output<T4>)item4,
            (Output<T5>)item5, (Output<T6>)item6, (Output<T7>)item7, (Output<T8>)item8);

    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)>
        Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4,
        Output<T5> item5, Output<T6> item6, Output<T7> item7, Output<T8> item8) =>
        Gather(
            () => (item1.DataTask.Result.Value, item2.DataTask.Result.Value, item3.DataTask.Result.Value, item4.DataTask.Result.Value,
                item5.DataTask.Result.Value, item6.DataTask.Result.Value, item7.DataTask.Result.Value, item8.DataTask.Result.Value),
            () => nothing.And(item1.DataTask.Result).And(item2.DataTask.Result).And(item3.DataTask.Result).And(item4.DataTask.Result)
                .And(item5.DataTask.Result).And(item6.DataTask.Result).And(item7.DataTask.Result).And(item8.DataTask.Result),
            item1.DataTask, item2.DataTask, item3.DataTask, item4.DataTask, item5.DataTask, item6.DataTask, item7.DataTask, item8.DataTask);

    static readonly OutputData<ValueTuple> nothing = OutputData<ValueTuple>.Known(default);

    static Output<T> Gather<T>(Func<T> values, Func<OutputData<ValueTuple>> flags, params Task[] sources)
    {
        return Array.TrueForAll(sources, source => source.IsCompletedSuccessfully) ? new(Arrived()) : new(Await());

        OutputData<T> Arrived()
        {
            var joined = flags();
            return new(joined.Resources, values(), joined.IsKnown, joined.IsSecret);
        }

        async Task<OutputData<T>> Await()
        {
            foreach (var source in sources)
                await source.ConfigureAwait(false);
            return Arrived();
        }
    }
}
