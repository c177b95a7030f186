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
            using var answer = await client.GetAsync("/api/v1/incidents?limit=50");
            await answer.Content.ReadAsByteArrayAsync();
            return (int)answer.StatusCode;
        }
        Console.WriteLine("growth, 200 open, 2 clients: p95 of GET /api/v1/incidents");
        var resolved = 0;
        foreach (var target in (int[])[10_000, 100_000, 1_000_000])
        {
            await arena.Execute(Team.Fill.Replace("'old' || n", $"'old{target}-' || n", StringComparison.Ordinal), new { open = resolved == 0 ? 200 : 0, resolved = target - resolved });
            resolved = target;
            await arena.Execute("vacuum analyze");
            await Load.Run(2, round, List, 200);
            var results = new List<LoadResult>();
            for (var i = 0; i < Rounds; i++)
                results.Add(await Load.Run(2, round, List, 200));
            Console.WriteLine($"  {target,9} resolved: p50 {Load.Spread(results.Select(r => r.P50), "0.0")} ms, p95 {Load.Spread(results.Select(r => r.P95), "0.0")} ms");
        }
    }
}
