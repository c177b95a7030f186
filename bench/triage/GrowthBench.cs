using System.Text.Json;

namespace Basecamp.Triage.Bench;

/// <summary>The open list stays as fast however much history there is.</summary>
static class GrowthBench
{
    const int Rounds = 5;

    public static async Task Run(TimeSpan round)
    {
        await using var arena = await Arena.Start(Team.Yaml("http://127.0.0.1:9"));
        var (_, url) = await arena.StartReplica(engine: false);
        using var client = Arena.Client(url, await arena.CreateKey("read"));
        async Task<int> List(int n)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/incidents?limit=50");
            // Past the kept answer: every request reads the list.
            request.Headers.TryAddWithoutValidation("Cache-Control", "no-cache");
            using var answer = await client.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            return (int)answer.StatusCode;
        }
        Console.WriteLine("growth, 200 open, 2 clients: GET /api/v1/incidents");
        await arena.Execute(Team.Fill, new { open = 200, resolved = 0 });
        var (resolved, first) = (0, 0.0);
        foreach (var target in (int[])[10_000, 100_000, 1_000_000])
        {
            await arena.Execute(Team.History, new { from = resolved + 1, to = target });
            resolved = target;
            await arena.Execute("vacuum analyze; checkpoint");
            await Load.Run(2, round, List, 200);
            var (results, sql) = (new List<LoadResult>(), new List<double>());
            for (var i = 0; i < Rounds; i++)
            {
                results.Add(await Load.Run(2, round, List, 200));
                sql.Add(1000 / await arena.Pgbench("list.sql", 1, TimeSpan.FromSeconds(1)));
            }
            var blocks = await Blocks(arena);
            var p95 = Load.Median(results.Select(r => r.P95));
            first = first == 0 ? p95 : first;
            Console.WriteLine($"  {target,9} resolved: p50 {Load.Spread(results.Select(r => r.P50), "0.0")} ms, " +
                $"p95 {Load.Spread(results.Select(r => r.P95), "0.0")} ms = {p95 / first - 1:+0%;-0%;0%} (target within 20%); " +
                $"the SQL alone {Load.Spread(sql, "0.00")} ms, {blocks} blocks of 8 kB read");
        }
    }

    // What the list's SQL touches: the same on any machine, whatever else runs on it.
    static async Task<long> Blocks(Arena arena)
    {
        var sql = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "sql", "list.sql")).Single(l => !l.StartsWith("--", StringComparison.Ordinal));
        using var plan = JsonDocument.Parse(await arena.Scalar<string>("explain (analyze, buffers, format json) " + sql));
        var top = plan.RootElement[0].GetProperty("Plan");
        return top.GetProperty("Shared Hit Blocks").GetInt64() + top.GetProperty("Shared Read Blocks").GetInt64();
    }
}
