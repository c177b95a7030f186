using Dapper;

namespace Basecamp.Triage.Bench;

/// <summary>
/// Ten thousand acknowledgements over HTTP, each at another moment around the claim of its page by two replicas. A page may
/// arrive although somebody acknowledged just then; none may be claimed after the acknowledgement was answered.
/// </summary>
static class RacesBench
{
    const int Attempts = 10_000;
    const int People = 16;

    public static async Task Run()
    {
        await using var sink = await Sink.Start();
        await using var arena = await Arena.Start(Team.Yaml(sink.Url));
        await arena.Execute("""
            create table claims (incident_id bigint, at timestamptz);
            create table acks (incident_id bigint, at timestamptz);
            create function note_claim() returns trigger language plpgsql as $$
            begin
                insert into claims values (new.incident_id, clock_timestamp());
                return new;
            end $$;
            create trigger note_claim before update on pages for each row when (new.status = 'sending' and old.status = 'pending')
                execute function note_claim()
            """);
        var (_, url) = await arena.StartReplica(engine: true, poll: TimeSpan.FromMilliseconds(20));
        await arena.StartReplica(engine: true, poll: TimeSpan.FromMilliseconds(20));
        await Due.Fill(arena, Attempts, "race");
        await arena.Execute("vacuum analyze");
        var token = await arena.CreateKey("respond");
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, People).Select(seed => Task.Run(async () =>
        {
            var moments = new Random(seed);
            using var client = Arena.Client(url, token);
            await using var connection = await arena.Source.OpenConnectionAsync();
            while (Interlocked.Increment(ref next) is var id && id <= Attempts)
            {
                await connection.ExecuteAsync("update incidents set next_escalation_at = now() where id = @id", new { id });
                await Task.Delay(moments.Next(0, 60));
                using var answer = await client.PostAsync($"/api/v1/incidents/{id}/ack", null);
                answer.EnsureSuccessStatusCode();
                await connection.ExecuteAsync("insert into acks values (@id, clock_timestamp())", new { id });
            }
        })));
        await Task.Delay(2000);
        var late = await arena.Scalar<long>("select count(*) from claims c join acks a using (incident_id) where c.at > a.at");
        var left = await arena.Scalar<long>("select count(*) from pages where status in ('pending', 'sending')");
        Console.WriteLine($"races, {Attempts} acknowledgements around the claim, 2 replicas: {sink.Pages} pages left before, " +
            $"{Attempts - sink.Pages} were stopped; claimed after the answer {late} (target 0), left over {left} (target 0), doubles {sink.Doubles} (target 0)");
    }
}
