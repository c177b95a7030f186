namespace Pulumi;

static class TaskCompletionSourceExtensions
{
    /// <summary>Ends the source the way a finished task ended.</summary>
    public static void SetFromTask<T>(this TaskCompletionSource<T> source, Task<T> finished)
    {
        if (finished.IsCanceled)
            source.SetCanceled();
        else if (finished.Exception is { } error)
            source.SetException(error.InnerExceptions);
        else
            source.SetResult(finished.Result);
    }
}
