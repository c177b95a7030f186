namespace Pulumi;

/// <summary>
/// A value that may arrive later, may stay unknown (preview) and may be secret. Transform it with <c>Apply</c>;
/// knownness, secretness and dependencies travel along.
/// </summary>
public sealed class Output<T> : IOutput
{
    /// <summary>An output that the current run, if any, waits for and fails with.</summary>
    internal Output(Task<OutputData<T>> data)
        : this(data, Deployment.Running)
    {
    }

    internal Output(OutputData<T> data)
        : this(Task.FromResult(data), run: null)
    {
    }

    Output(Task<OutputData<T>> data, Deployment? run)
    {
        DataTask = data;
        run?.Track(data);
    }

    internal Task<OutputData<T>> DataTask { get; }

    /// <summary>An output of a task's result; known and not secret.</summary>
    public static Output<T> Create(Task<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Output.FromTask(value, isSecret: false);
    }

    /// <summary>Transforms the value. Not called when the value is unknown.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func) =>
        Output.Then(DataTask, value => new ValueTask<OutputData<TResult>>(OutputData<TResult>.Known(func(value))));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) =>
        Output.Then(DataTask, async value => OutputData<TResult>.Known(await func(value).ConfigureAwait(false)));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) =>
        Output.Then(DataTask, value => new ValueTask<OutputData<TResult>>(func(value).ToOutput().DataTask));

    /// <summary>Transforms the value into another output, which is flattened. A null output counts as the default value.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) => Output.Then(
        DataTask,
        value => func(value) is { } inner
            ? new ValueTask<OutputData<TResult>>(inner.DataTask)
            : new ValueTask<OutputData<TResult>>(OutputData<TResult>.Known(default!)));

    /// <summary>Runs an action on the value. Not called when the value is unknown.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func) => Output.Then(DataTask, async value =>
    {
        await func(value).ConfigureAwait(false);
        return OutputData<ValueTuple>.Known(default);
    });

    /// <summary>Like <c>Apply</c>, for callers that only have the value as an object.</summary>
    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func) => Apply(value => func(value));

    /// <summary>
    /// Not the value, which may not have arrived: an explanation, also logged as a warning. Throws
    /// <see cref="InvalidOperationException"/> instead when PULUMI_ERROR_OUTPUT_STRING is "1" or "true".
    /// </summary>
    public override string ToString() => OutputText.Explain();

    /// <summary>An output that somebody else completes in any case: the run need not wait for it.</summary>
    internal static Output<T> Untracked(Task<OutputData<T>> data) => new(data, run: null);

    internal Output<T> With(Func<OutputData<T>, OutputData<T>> change) => new(Output.Map(DataTask, change));

    internal async Task<T> GetValueAsync(T whenUnknown)
    {
        var data = await DataTask.ConfigureAwait(false);
        return data.IsKnown ? data.Value : whenUnknown;
    }

    ValueTask<OutputData<object?>> IOutput.GetUntypedAsync() =>
        DataTask.IsCompletedSuccessfully ? new(DataTask.Result.Untyped()) : AwaitUntyped();

    async ValueTask<OutputData<object?>> AwaitUntyped() => (await DataTask.ConfigureAwait(false)).Untyped();
}
