namespace Basecamp.Triage.Bench;

/// <summary>Requests per second of the open list against pgbench with the same SQL, alternating.</summary>
static class ListBench
{
    const int Clients = 4;
    const int Rounds = 5;
    const string Path = "/api/v1/incidents?limit=50";

    public static async Task Run(TimeSpan round)
    {
        await using var arena = await Arena.Start(Team.Yaml("http://127.0.0.1:9"));
        await arena.Execute(Team.Fill, new { open = 200, resolved = 0 });
        await arena.Execute(Team.History, new { from = 1, to = 100_000 });
        await arena.Execute("vacuum analyze");
        var (process, url) = await arena.StartReplica();
        using var client = Arena.Client(url, await arena.CreateKey("read"));
        var etag = "";
        async Task<int> Get(string header, string value)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Path);
            if (value.Length > 0)
                request.Headers.TryAddWithoutValidation(header, value);
            using var answer = await client.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            etag = answer.Headers.ETag?.ToString() ?? etag;
            return (int)answer.StatusCode;
        }
        // The version in the ETag moves every 15 seconds by itself and is renewed then, as a browser would.
        async Task<int> Poll(int n)
        {
            await Get("If-None-Match", etag);
            return 304;
        }
        Task<int> Read(int n) => Get("Cache-Control", "no-cache");
        Task<int> Kept(int n) => Get("", "");

        foreach (var warm in (Func<int, Task<int>>[])[Read, Kept, Poll])
            await Load.Run(Clients, round, warm, 200);
        var (sql, version) = (new List<double>(), new List<double>());
        var (read, kept, poll) = (new List<LoadResult>(), new List<LoadResult>(), new List<LoadResult>());
        var cpu = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            sql.Add(await arena.Pgbench("list.sql", Clients, round));
            process.Refresh();
            var before = process.TotalProcessorTime;
            read.Add(await Load.Run(Clients, round, Read, 200));
            process.Refresh();
            cpu.Add((process.TotalProcessorTime - before).TotalMilliseconds / (read[^1].PerSecond * round.TotalSeconds));
            kept.Add(await Load.Run(Clients, round, Kept, 200));
            version.Add(await arena.Pgbench("version.sql", Clients, round));
            poll.Add(await Load.Run(Clients, round, Poll, 304));
        }
        process.Refresh();
        string Line(List<LoadResult> results) =>
            $"{Load.Spread(results.Select(r => r.PerSecond))}/s, p95 {Load.Spread(results.Select(r => r.P95), "0.0")} ms; " +
            $"ratio {Load.Median(results.Select(r => r.PerSecond)) / Load.Median(sql):0.00}";
        Console.WriteLine($"""
            list, 200 open of 100k, {Clients} clients, {Rounds} rounds: median (lowest-highest), ratio to pgbench with the list's SQL
              pgbench, the list's SQL    {Load.Spread(sql)}/s
              every request reads it     {Line(read)} (target 0.35); {Load.Spread(cpu, "0.00")} ms CPU of triage each
              kept while unchanged       {Line(kept)} (target 1)
              If-None-Match, 304         {Line(poll)} (target 1)
              pgbench, the version's SQL {Load.Spread(version)}/s
              memory of the replica      {process.WorkingSet64 / 1024 / 1024} MB (target below 150)
            """);
    }
}
