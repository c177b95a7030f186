namespace Pulumi;

/// <summary>Completes one output of a resource, exactly once: with a value, as unknown, or with the error that prevented it.</summary>
interface IOutputCompletion
{
    string WireName { get; }

    void Complete(WireValue value);

    void CompleteWithDefault(bool isKnown);

    void Fail(Exception error);
}

sealed class OutputCompletion<T>(Resource resource, string wireName, string path) : IOutputCompletion
{
    readonly TaskCompletionSource<OutputData<T>> source = new();

    public string WireName => wireName;

    public Output<T> Output => field ??= Output<T>.Untracked(source.Task);

    public void Complete(WireValue value) => source.TrySetResult(new OutputData<T>(
        resource.AsDependency, TypedReaders.Read<T>(value.Value, path, resource), value.IsKnown, value.IsSecret));

    public void CompleteWithDefault(bool isKnown) =>
        source.TrySetResult(new OutputData<T>(resource.AsDependency, default!, isKnown, IsSecret: false));

    public void Fail(Exception error) => source.TrySetException(error);
}
