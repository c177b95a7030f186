namespace Basecamp.Triage.Bench;

/// <summary>What a replica costs while nothing happens, and how long it takes to start.</summary>
static class IdleBench
{
    static readonly TimeSpan Watch = TimeSpan.FromSeconds(20);

    public static async Task Run()
    {
        await using var arena = await Arena.Start(Team.Yaml("http://127.0.0.1:9"));
        await arena.Execute("create extension pg_stat_statements");
        // The first one migrates and compiles; the second is the one to look at.
        await arena.StartReplica();
        arena.StopReplicas();
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var (process, _) = await arena.StartReplica();
        var ready = System.Diagnostics.Stopwatch.GetElapsedTime(started);
        await Task.Delay(TimeSpan.FromSeconds(5));
        await arena.Execute("select pg_stat_statements_reset()");
        process.Refresh();
        var cpu = process.TotalProcessorTime;
        await Task.Delay(Watch);
        // Locks, SETs and transaction control are statements too; what was asked here is not counted.
        var statements = await arena.Scalar<long>("select coalesce(sum(calls), 0)::bigint from pg_stat_statements where query not like '%pg_stat_statements%'");
        var lookouts = await arena.Scalar<long>("select coalesce(sum(calls), 0)::bigint from pg_stat_statements where query like '%from heartbeats%quiet%' or query like '%quiet_until%from heartbeats%'");
        process.Refresh();
        Console.WriteLine($"""
            idle, 1 replica, {Watch.TotalSeconds:0} s
              statements per second     {statements / Watch.TotalSeconds:0.0} (target 5), of them looking out for work {lookouts / Watch.TotalSeconds:0.0}
              CPU                       {(process.TotalProcessorTime - cpu).TotalMilliseconds / Watch.TotalMilliseconds:0.0%} of a core
              memory                    {process.WorkingSet64 / 1024 / 1024} MB (target below 150)
              from start to ready       {ready.TotalSeconds:0.0} s
            """);
    }
}
