using System.Net.Http.Json;

namespace Basecamp.Triage.Bench;

/// <summary>Webhooks per second, one new alert each, one repeated, and a group of fifty, against pgbench.</summary>
static class IngestBench
{
    const int Clients = 8;
    const int Rounds = 5;

    // The timeline lets nothing go; here its guard is lifted on purpose.
    const string Empty = """
        alter table events disable trigger user;
        truncate incidents, pages, incident_alerts, webhook_receipts cascade;
        alter table events enable trigger user
        """;

    public static async Task Run(TimeSpan round)
    {
        await using var arena = await Arena.Start(Team.Yaml("http://127.0.0.1:9", "low"));
        var token = await arena.CreateKey("ingest", "web");
        await arena.Execute("create table bench_policy as select policy_snapshot(1) as policy_snapshot");
        var (_, url) = await arena.StartReplica(engine: false);
        using var client = Arena.Client(url, token);
        var run = 0;
        async Task<int> Post(string group, int alerts)
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/alertmanager", new
            {
                version = "4",
                groupKey = group,
                status = "firing",
                alerts = Enumerable.Range(0, alerts).Select(i => new
                {
                    status = "firing",
                    fingerprint = $"{group}-{i}",
                    labels = new { alertname = "Down", severity = "info" },
                    annotations = new { summary = "it is down" },
                }),
            });
            return (int)answer.StatusCode;
        }
        await Load.Run(Clients, round, n => Post($"warm-{n}", 1), 200);
        await Post("same", 1);
        var (sql, fresh, again, fifty) = (new List<double>(), new List<LoadResult>(), new List<LoadResult>(), new List<LoadResult>());
        for (var i = 0; i < Rounds; i++)
        {
            // Both start each round from the same size; the cap of open incidents is never reached.
            await arena.Execute(Empty);
            sql.Add(await arena.Pgbench("ingest.sql", Clients, round));
            await arena.Execute(Empty);
            run++;
            fresh.Add(await Load.Run(Clients, round, n => Post($"new-{run}-{n}", 1), 200));
            again.Add(await Load.Run(Clients, round, _ => Post("same", 1), 200));
            fifty.Add(await Load.Run(Clients, round, n => Post($"fifty-{run}-{n}", 50), 200));
        }
        string Line(List<LoadResult> results) =>
            $"{Load.Spread(results.Select(r => r.PerSecond))}/s, p99 {Load.Spread(results.Select(r => r.P99), "0.0")} ms; " +
            $"ratio {Load.Median(results.Select(r => r.PerSecond)) / Load.Median(sql):0.00}";
        Console.WriteLine($"""
            ingest, {Clients} senders, {Rounds} rounds: median (lowest-highest), ratio to pgbench with the statements of one new alert
              pgbench                  {Load.Spread(sql)}/s
              one new alert            {Line(fresh)} (target 0.35)
              a repeat                 {Line(again)}
              a group of fifty         {Line(fifty)} = {Load.Median(fifty.Select(r => r.PerSecond)) * 50:0} alerts/s
              answers other than 200   {fresh.Concat(again).Concat(fifty).Sum(r => r.Unexpected)} (target 0)
            """);
    }
}
