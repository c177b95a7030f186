using System.Diagnostics;

namespace Basecamp.Triage.Bench;

/// <summary>
/// Ten thousand incidents due at one instant: how many steps per second one, two and three replicas take and send, how many
/// pages come twice and how many never, and how late a thousand are.
/// </summary>
static class StepsBench
{
    const int Incidents = 10_000;
    const int Few = 1000;
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task Run()
    {
        await using var sink = await Sink.Start();
        Console.WriteLine($"steps, {Incidents} due at one instant, every page received over HTTP by this process; replicas warm");
        foreach (var replicas in (int[])[1, 2, 3])
        {
            await using var arena = await Arena.Start(Team.Yaml(sink.Url));
            var running = new List<Process>();
            for (var i = 0; i < replicas; i++)
                running.Add((await arena.StartReplica()).Process);
            foreach (var (name, count) in ((string, int)[])[("warm", Incidents / 2), ("few", Few), ("due", Incidents)])
                await Due.Fill(arena, count, name);
            await arena.Execute("vacuum analyze");
            await Round(arena, sink, Incidents / 2, "warm");

            await Round(arena, sink, Few, "few");
            var (planned, sent) = await Due.Lateness(arena, "few");
            await arena.Execute("vacuum analyze");
            var before = Cpu(arena, running);
            var seconds = await Round(arena, sink, Incidents, "due");
            var after = Cpu(arena, running);
            Console.WriteLine($"""
                  {replicas} replica{(replicas > 1 ? "s" : "")}: {Incidents / seconds:0} steps/s, doubles {sink.Doubles}, lost {Incidents - sink.Pages}; ms CPU per step: postgres {(after.Postgres - before.Postgres) / Incidents:0.00}, triage {(after.Triage - before.Triage) / Incidents:0.00}, this process {(after.Self - before.Self) / Incidents:0.00}
                    {Few} due: planned p99 {planned:0} ms, sent p99 {sent:0} ms after they were due
                """);
        }
    }

    // Until every page has arrived, or nothing more comes.
    static async Task<double> Round(Arena arena, Sink sink, int count, string name)
    {
        sink.Forget();
        var started = Stopwatch.GetTimestamp();
        await Due.Release(arena, count, name);
        await Due.Reached(() => sink.Pages >= count, Patience);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        // The last ones are being recorded.
        await Task.Delay(500);
        return seconds;
    }

    static (double Postgres, double Triage, double Self) Cpu(Arena arena, List<Process> replicas)
    {
        replicas.ForEach(r => r.Refresh());
        using var self = Process.GetCurrentProcess();
        return (arena.PostgresCpu(), replicas.Sum(r => r.TotalProcessorTime.TotalMilliseconds), self.TotalProcessorTime.TotalMilliseconds);
    }
}
