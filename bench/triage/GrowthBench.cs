namespace Basecamp.Triage.Bench;

/// <summary>The open list stays as fast however much history there is.</summary>
static class GrowthBench
{
    const int Rounds = 3;

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
        Console.WriteLine("growth, 200 open, 2 clients: p95 of GET /api/v1/incidents");
        var resolved = 0;
        foreach (var target in (int[])[10_000, 100_000, 1_000_000])
        {
            await arena.Execute(Team.Fill.Replace("'old' || n", $"'old{target}-' || n", StringComparison.Ordinal),
                new { open = resolved == 0 ? 200 : 0, resolved = target - resolved });
            resolved = target;
            await arena.Execute("vacuum analyze");
            await Load.Run(2, round, List, 200);
            var (results, sql) = (new List<LoadResult>(), new List<double>());
            for (var i = 0; i < Rounds; i++)
            {
                results.Add(await Load.Run(2, round, List, 200));
                sql.Add(1000 / await arena.Pgbench("list.sql", 1, round));
            }
            var (p50, p95) = (Load.Spread(results.Select(r => r.P50), "0.0"), Load.Spread(results.Select(r => r.P95), "0.0"));
            Console.WriteLine($"  {target,9} resolved: p50 {p50} ms, p95 {p95} ms; the SQL alone {Load.Spread(sql, "0.00")} ms");
        }
    }
}
