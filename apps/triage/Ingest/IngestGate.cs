using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Basecamp.Triage.Ingest;

/// <summary>
/// Keeps one flooding sender from starving the others: few requests of a key at once, some waiting, the rest turned away.
/// The answer is 503, never 429: Alertmanager repeats the first within seconds and gives up on the second.
/// </summary>
sealed class IngestGate : IDisposable
{
    public const int AtOnce = 8;
    public const int Waiting = 200;
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<long, ConcurrencyLimiter> limiters = new();

    /// <returns>A permit to dispose, or null when there is no room.</returns>
    public async Task<IDisposable?> Enter(long keyId, CancellationToken ct)
    {
        var limiter = limiters.GetOrAdd(keyId, _ => new ConcurrencyLimiter(new()
        {
            PermitLimit = AtOnce,
            QueueLimit = Waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(LongestWait);
        try
        {
            var lease = await limiter.AcquireAsync(1, timeout.Token);
            if (lease.IsAcquired)
                return lease;
            lease.Dispose();
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var limiter in limiters.Values)
            limiter.Dispose();
    }
}
