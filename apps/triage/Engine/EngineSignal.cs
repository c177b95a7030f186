namespace Basecamp.Triage.Engine;

/// <summary>
/// Wakes this replica's engine right after something urgent was committed here. Only a shortcut: without it everything
/// happens one poll later.
/// </summary>
sealed class EngineSignal
{
    TaskCompletionSource wake = Create();

    public void Wake() => Interlocked.Exchange(ref wake, Create()).TrySetResult();

    /// <summary>Take before looking for work, so that a signal in between is not missed.</summary>
    public Task Next => Volatile.Read(ref wake).Task;

    static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
