using System.Threading.RateLimiting;

namespace Basecamp.Triage.Access;

/// <summary>Slows guessing down: ten wrong passwords per login and five minutes, per replica, then a wait.</summary>
sealed class SignInThrottle : IDisposable
{
    const int Attempts = 10;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    // Limiters that nobody needs any more are dropped by the partitioned one itself.
    readonly PartitionedRateLimiter<string> failures = PartitionedRateLimiter.Create<string, string>(
        login => RateLimitPartition.GetFixedWindowLimiter(login, _ => new() { PermitLimit = Attempts, Window = Window, QueueLimit = 0 }),
        StringComparer.Ordinal);

    public bool Allows(string login)
    {
        using var lease = failures.AttemptAcquire(login, permitCount: 0);
        return lease.IsAcquired;
    }

    public void Failed(string login) => failures.AttemptAcquire(login).Dispose();

    public void Dispose() => failures.Dispose();
}
