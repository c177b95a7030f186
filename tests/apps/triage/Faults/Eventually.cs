using System.Diagnostics;

namespace Basecamp.Triage.Tests.Faults;

/// <summary>Waits for something to become true; how long only bounds a failing test.</summary>
static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static async Task Holds(Func<Task<bool>> condition, Func<string> what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"Never happened: {what()}");
            await Task.Delay(100);
        }
    }
}
