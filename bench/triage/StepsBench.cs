using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Basecamp.Triage.Bench;

/// <summary>
/// Ten thousand incidents due at one instant: how many steps per second one, two and three replicas take and send, how many
/// pages come twice and how many never. Then the same while replicas are killed.
/// </summary>
static class StepsBench
{
    const int Incidents = 10_000;

    public static async Task Run(int[]? only = null)
    {
        var received = new ConcurrentDictionary<string, int>();
        await using var sink = await StartSink(received);
        Console.WriteLine($"steps, {Incidents} due at one instant, every page received over HTTP by this process");
        foreach (var replicas in only ?? [1, 2, 3])
        {
            await using var arena = await Arena.Start(Team.Yaml(sink.Urls.Single()));
            var running = new List<Process>();
            for (var i = 0; i < replicas; i++)
                running.Add((await arena.StartReplica()).Process);
            await Fill(arena, Incidents / 2, "warm");
            await Release(arena);
            await Received(received, Incidents / 2);
            await Fill(arena, Incidents, "due");
            await arena.Execute("vacuum analyze; checkpoint");
            received.Clear();
            var before = Cpu(arena, running);
            await Release(arena);
            var started = Stopwatch.GetTimestamp();
            await Received(received, Incidents);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var after = Cpu(arena, running);
            Console.WriteLine($"  {replicas}: {Incidents / seconds:0} steps/s, doubles {received.Values.Sum(c => c - 1)}; ms CPU per step: " +
                $"postgres {(after.Postgres - before.Postgres) / Incidents:0.00}, triage {(after.Triage - before.Triage) / Incidents:0.00}, " +
                $"sink {(after.Self - before.Self) / Incidents:0.00}");
        }
    }

    static (double Postgres, double Triage, double Self) Cpu(Arena arena, List<Process> replicas)
    {
        replicas.ForEach(r => r.Refresh());
        using var self = Process.GetCurrentProcess();
        return (arena.PostgresCpu(), replicas.Sum(r => r.TotalProcessorTime.TotalMilliseconds), self.TotalProcessorTime.TotalMilliseconds);
    }

    static async Task Received(ConcurrentDictionary<string, int> received, int count)
    {
        while (received.Count < count)
            await Task.Delay(20);
    }

    static async Task Fill(Arena arena, int count, string name)
    {
        await arena.Execute("update engine_state set hold = true");
        await arena.Execute("""
            insert into incidents (service_id, dedup_key, title, severity, urgency, policy_snapshot, next_escalation_at)
            select 1, @name || n, 'Due ' || n, 4, 'high', policy_snapshot, now()
            from generate_series(1, @count) n, (select policy_snapshot(1) as policy_snapshot) p
            """, new { count, name });
    }

    static Task Release(Arena arena) => arena.Execute("""
        update engine_state set hold = false;
        update incidents set next_escalation_at = now() where status = 'triggered' and next_step = 0
        """);

    static async Task<WebApplication> StartSink(ConcurrentDictionary<string, int> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapPost("/{who}", (HttpContext context) =>
        {
            received.AddOrUpdate(context.Request.Headers["Idempotency-Key"].ToString(), 1, (_, n) => n + 1);
        });
        await app.StartAsync();
        return app;
    }
}
