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

    public static async Task Run()
    {
        var received = new ConcurrentDictionary<string, int>();
        await using var sink = await StartSink(received);
        Console.WriteLine($"steps, {Incidents} due at one instant, every page received over HTTP by this process");
        foreach (var (replicas, kills) in ((int, bool)[])[(1, false), (2, false), (3, false), (3, true)])
        {
            await using var arena = await Arena.Start(Team.Yaml(sink.Urls.Single()));
            await arena.Execute("update engine_state set hold = true");
            await arena.Execute("""
                insert into incidents (service_id, dedup_key, title, severity, urgency, policy_snapshot, next_escalation_at)
                select 1, 'due' || n, 'Due ' || n, 4, 'high', policy_snapshot(1), now() from generate_series(1, @Incidents) n
                """, new { Incidents });
            await arena.Execute("vacuum analyze");
            received.Clear();
            var running = new List<Process>();
            for (var i = 0; i < replicas; i++)
                running.Add((await arena.StartReplica()).Process);
            await Task.Delay(2000);
            await arena.Execute("update engine_state set hold = false; update incidents set next_escalation_at = now()");
            var started = Stopwatch.GetTimestamp();
            var killed = 0;
            while (received.Count < Incidents && Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(4))
            {
                await Task.Delay(50);
                if (kills && killed < 2 && received.Count > Incidents * (killed + 1) / 4)
                {
                    running[killed++].Kill();
                }
            }
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            // What a dead replica had under way comes again when its lease ends.
            if (kills)
                await Task.Delay(TimeSpan.FromSeconds(40));
            var late = await arena.Scalar<double>("""
                select coalesce(percentile_cont(0.99) within group (order by extract(epoch from i.last_escalation_at - p.first))::float8, 0)
                from incidents i, (select min(last_escalation_at) as first from incidents) p
                """);
            Console.WriteLine($"  {replicas} replica{(replicas > 1 ? "s" : "")}{(kills ? $", {killed} of them killed -9" : "")}: {Math.Min(received.Count, Incidents) / seconds:0} steps/s, " +
                $"doubles {received.Values.Sum(c => c - 1)}, lost {Incidents - received.Count}, planning spread p99 {late:0.0} s");
        }
    }

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
