using System.Diagnostics;

namespace Basecamp.Triage.Bench;

/// <param name="PerSecond">Completed requests.</param>
/// <param name="P50">Median, milliseconds.</param>
/// <param name="P95">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Unexpected">Answers with another status.</param>
sealed record LoadResult(double PerSecond, double P50, double P95, double P99, int Unexpected);

/// <summary>Closed-loop HTTP load: every worker sends, waits, sends again.</summary>
static class Load
{
    public static async Task<LoadResult> Run(int workers, TimeSpan time, Func<int, Task<int>> request, int expected)
    {
        var latencies = new List<double>[workers];
        var (unexpected, number) = (0, 0);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(w => Task.Run(async () =>
        {
            latencies[w] = [];
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                var begin = Stopwatch.GetTimestamp();
                if (await request(Interlocked.Increment(ref number)) != expected)
                    Interlocked.Increment(ref unexpected);
                latencies[w].Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var all = latencies.SelectMany(l => l).Order().ToList();
        double At(double q) => all.Count == 0 ? 0 : all[Math.Min(all.Count - 1, (int)(all.Count * q))];
        return new(all.Count / seconds, At(0.5), At(0.95), At(0.99), unexpected);
    }

    /// <summary>Median, with the lowest and highest.</summary>
    public static string Spread(IEnumerable<double> values, string format = "0")
    {
        var sorted = values.Order().ToList();
        return $"{sorted[sorted.Count / 2].ToString(format, null)} ({sorted[0].ToString(format, null)}-{sorted[^1].ToString(format, null)})";
    }

    public static double Median(IEnumerable<double> values) => values.Order().ToList() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : 0;
}
