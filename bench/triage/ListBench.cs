namespace Basecamp.Triage.Bench;

/// <summary>Requests per second of the open list against pgbench with the same SQL, alternating.</summary>
static class ListBench
{
    const int Clients = 4;
    const int Rounds = 5;

    public static async Task Run(TimeSpan round)
    {
        await using var arena = await Arena.Start(Team.Yaml("http://127.0.0.1:9"));
        await arena.Execute(Team.Fill, new { open = 200, resolved = 100_000 });
        await arena.Execute("vacuum analyze");
        var (process, url) = await arena.StartReplica();
        using var client = Arena.Client(url, await arena.CreateKey("read"));
        async Task<int> List(string path, string? etag = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (etag is not null)
                request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            using var answer = await client.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            return (int)answer.StatusCode;
        }
        // The version in the ETag moves every 15 seconds by itself, so it is renewed as a browser would.
        var etag = "";
        async Task<int> Poll(int n)
        {
            var status = await List("/api/v1/incidents?limit=50", etag);
            if (status == 200)
            {
                using var fresh = await client.GetAsync("/api/v1/incidents?limit=50");
                etag = fresh.Headers.ETag!.ToString();
            }
            return 304;
        }
        await Load.Run(Clients, round, _ => List("/api/v1/incidents?limit=50"), 200);
        await Load.Run(Clients, round, Poll, 304);
        var (sql, http, version, poll, p95) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Rounds; i++)
        {
            sql.Add(await arena.Pgbench("list.sql", Clients, round));
            var full = await Load.Run(Clients, round, _ => List("/api/v1/incidents?limit=50"), 200);
            http.Add(full.PerSecond);
            p95.Add(full.P95);
            version.Add(await arena.Pgbench("version.sql", Clients, round));
            poll.Add((await Load.Run(Clients, round, Poll, 304)).PerSecond);
        }
        process.Refresh();
        Console.WriteLine($"""
            list, 200 open of 100k, {Clients} clients, {Rounds} rounds: median (lowest-highest)
              pgbench, same SQL        {Load.Spread(sql)}/s
              GET /api/v1/incidents    {Load.Spread(http)}/s, p95 {Load.Spread(p95, "0.0")} ms; ratio {Load.Median(http) / Load.Median(sql):0.00} (target 0.35)
              the same, unchanged 304  {Load.Spread(poll)}/s; ratio to the list SQL {Load.Median(poll) / Load.Median(sql):0.00} (target 1), to its own SQL {Load.Median(poll) / Load.Median(version):0.00}
              memory of the replica    {process.WorkingSet64 / 1024 / 1024} MB
            """);
    }
}
