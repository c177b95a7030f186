using System.Collections.Concurrent;

namespace Basecamp.Triage.Access;

/// <summary>Slows guessing down: ten wrong passwords per login and five minutes, per replica, then a wait.</summary>
sealed class SignInThrottle
{
    const int Attempts = 10;
    const int MostEntries = 10_000;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<string, (int Count, long Ends)> failures = new(StringComparer.Ordinal);

    public bool Allows(string login) => !failures.TryGetValue(login, out var f) || f.Ends < Environment.TickCount64 || f.Count < Attempts;

    public void Failed(string login)
    {
        if (failures.Count > MostEntries)
            failures.Clear();
        failures.AddOrUpdate(login, (1, NewEnd()), (_, f) => f.Ends < Environment.TickCount64 ? (1, NewEnd()) : (f.Count + 1, f.Ends));
    }

    public void Succeeded(string login) => failures.TryRemove(login, out _);

    static long NewEnd() => Environment.TickCount64 + (long)Window.TotalMilliseconds;
}
