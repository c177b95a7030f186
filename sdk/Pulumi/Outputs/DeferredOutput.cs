namespace Pulumi;

/// <summary>An output whose source is decided later, exactly once.</summary>
public sealed class DeferredOutput<T>
{
    readonly TaskCompletionSource<OutputData<T>> source = new();
    int resolved;

    public DeferredOutput() => Output = new Output<T>(source.Task);

    public Output<T> Output { get; }

    /// <exception cref="InvalidOperationException">It has been resolved before.</exception>
    public void Resolve(Output<T> output)
    {
        if (Interlocked.Exchange(ref resolved, 1) == 1)
            throw new InvalidOperationException("DeferredOutput can only be resolved once.");

        output.DataTask.ContinueWith(source.SetFromTask, TaskScheduler.Default);
    }
}
