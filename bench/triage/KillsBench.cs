using System.Diagnostics;

namespace Basecamp.Triage.Bench;

/// <summary>
/// Three replicas, one killed with SIGKILL again and again while incidents become due. Nothing may be lost. What may come
/// twice is what a killed replica had sent and not recorded: a steady rate shows how much that is in normal times, a flood
/// of all at once how much it is at worst.
/// </summary>
static class KillsBench
{
    const int Replicas = 3;
    const int Kills = 4;
    static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    // Lease, poll for expired ones, poll.
    static readonly TimeSpan LeaseAndPolls = TimeSpan.FromSeconds(37);

    public static async Task Run()
    {
        Console.WriteLine($"kills, {Replicas} replicas, one killed -9 every {Between.TotalSeconds:0} s and started again");
        await Run("50 due every second", perTick: 5);
        await Run("flood, 400 due every second", perTick: 40);
    }

    static async Task Run(string what, int perTick)
    {
        var ticks = (int)(Between.TotalSeconds * (Kills + 1) * 10);
        var incidents = perTick * ticks;
        await using var sink = await Sink.Start();
        await using var arena = await Arena.Start(Team.Yaml(sink.Url));
        var running = new List<Process>();
        for (var i = 0; i < Replicas; i++)
            running.Add((await arena.StartReplica()).Process);
        await Due.Fill(arena, incidents, "due");
        await Due.Fill(arena, 1000, "warm");
        await arena.Execute("vacuum analyze");
        await Due.Release(arena, 1000, "warm");
        await Due.Reached(() => sink.Pages >= 1000, TimeSpan.FromMinutes(1));
        await Task.Delay(500);
        sink.Forget();

        var killed = 0;
        var started = Stopwatch.GetTimestamp();
        Task starting = Task.CompletedTask;
        for (var tick = 0; tick < ticks; tick++)
        {
            await Due.Release(arena, perTick, "due");
            if (killed < Kills && Stopwatch.GetElapsedTime(started) > Between * (killed + 1))
            {
                await starting;
                var index = killed++ % Replicas;
                running[index].Kill();
                starting = Task.Run(async () => running[index] = (await arena.StartReplica()).Process);
            }
            var next = started + (long)((tick + 1) * 0.1 * Stopwatch.Frequency);
            if (next > Stopwatch.GetTimestamp())
                await Task.Delay(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next));
        }
        await starting;
        await Due.Reached(() => sink.Pages >= incidents, TimeSpan.FromSeconds(90));
        var caughtUp = sink.Pages;
        await Task.Delay(LeaseAndPolls);
        var (planned, sent) = await Due.Lateness(arena, "due");
        var latest = await arena.Scalar<double>("""
            select coalesce(max(extract(epoch from p.sent_at - i.created_at)), 0)::float8
            from pages p join incidents i on i.id = p.incident_id where i.dedup_key like 'due%'
            """);
        Console.WriteLine($"  {what}, {incidents} in all, {killed} kills: doubles {sink.Doubles} (target {killed}), lost {incidents - sink.Pages}; " +
            $"planned p99 {planned:0} ms, sent p99 {sent:0} ms, latest {latest:0.0} s (lease 30 s + polls)");
    }
}
