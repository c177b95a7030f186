using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Everything a run has started and not finished. A run ends when nothing is left, or at the first error.</summary>
sealed class PendingWork
{
    readonly Lock gate = new();
    readonly List<Exception> errors = [];
    int active;
    TaskCompletionSource? ended;

    public void Track(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;

        lock (gate)
            active++;
        task.ContinueWith(Finish, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits until nothing is left or something failed; returns the errors so far, each once.</summary>
    public async Task<ImmutableArray<Exception>> IdleOrFirstErrorAsync()
    {
        Task waiting;
        lock (gate)
        {
            ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            EndIfDone();
            waiting = ended.Task;
        }

        await waiting.ConfigureAwait(false);
        lock (gate)
            return [.. errors.Distinct()];
    }

    void Finish(Task task)
    {
        lock (gate)
        {
            active--;
            errors.AddRange(task.Exception?.InnerExceptions ?? (IEnumerable<Exception>)[]);
            EndIfDone();
        }
    }

    void EndIfDone()
    {
        if (active == 0 || errors.Count > 0)
            ended?.TrySetResult();
    }
}
