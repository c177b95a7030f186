using Basecamp.Triage.Channels;
using Basecamp.Triage.Engine;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Tests.Support;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Basecamp.Triage.Tests.Faults;

/// <summary>Acknowledging at every moment around planning, claiming and sending.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "postgresql")]
public sealed class AckRaceTests
{
    static readonly Actor Ben = new("responder", "Ben");

    [Fact]
    public async Task An_acknowledgement_between_plan_and_claim_stops_the_page()
    {
        await using var rig = await Rig.Start();
        var id = await rig.Fire("g");
        await rig.Get<Planner>().PlanDue(default);
        await rig.Get<ActionRunner>().Acknowledge(id!.Value, Ben, null, default);
        await rig.Send();
        Assert.Empty(rig.Sink.Received);
    }

    [Fact]
    public async Task An_acknowledgement_between_claim_and_send_stops_the_page()
    {
        await using var rig = await Rig.Start();
        var id = await rig.Fire("g");
        await rig.Get<Planner>().PlanDue(default);
        var claim = rig.Get<PageClaim>();
        var pages = await claim.Claim("webhook", 10, "me", default);
        Assert.Single(pages);
        await rig.Get<ActionRunner>().Acknowledge(id!.Value, Ben, null, default);
        Assert.Empty(await claim.StillWanted(pages, "me", default));
        Assert.Equal("cancelled", await rig.Database.Scalar<string>("select status from pages"));
    }

    [Fact]
    public async Task Somebody_elses_result_after_its_lease_cannot_overwrite_the_new_owners()
    {
        await using var rig = await Rig.Start();
        await rig.Fire("g");
        await rig.Get<Planner>().PlanDue(default);
        var claim = rig.Get<PageClaim>();
        var paused = (await claim.Claim("webhook", 10, "paused", default)).Single();
        await rig.Database.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(1, await claim.ReclaimExpired(default));
        var next = (await claim.Claim("webhook", 10, "next", default)).Single();
        Assert.Equal((paused.Id, 2), (next.Id, next.Attempt));
        await rig.Get<PageMarker>().Mark(paused, Triage.Channels.SendResult.Rejected("late"), "paused", default);
        Assert.Equal("sending next", await rig.Database.Scalar<string>("select status || ' ' || lease_owner from pages"));
    }

    /// <summary>Every order of the engine's five steps and one acknowledgement.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    public async Task An_acknowledgement_after_so_many_steps_of_the_engine_leaves_so_many_pages(int steps, int pages)
    {
        await using var rig = await Rig.Start();
        var id = (await rig.Fire("g"))!.Value;
        var (claim, channel) = (rig.Get<PageClaim>(), rig.Services.GetServices<IPageChannel>().Single(c => c.Kind == "webhook"));
        List<PageMessage> claimed = [];
        var results = new List<(PageMessage, SendResult)>();
        Func<Task>[] engine =
        [
            () => rig.Get<Planner>().PlanDue(default),
            async () => claimed = await claim.Claim("webhook", 10, "me", default),
            async () =>
            {
                var wanted = await claim.StillWanted(claimed, "me", default);
                claimed = [.. claimed.Where(c => wanted.Contains(c.Id))];
            },
            async () =>
            {
                foreach (var page in claimed)
                    results.Add((page, await channel.Send(page, default)));
            },
            async () =>
            {
                foreach (var (page, result) in results)
                    await rig.Get<PageMarker>().Mark(page, result, "me", default);
            },
        ];
        for (var i = 0; i <= engine.Length; i++)
        {
            if (i == steps)
                Assert.Equal(TransitionOutcome.Done, (await rig.Get<ActionRunner>().Acknowledge(id, Ben, null, default)).Outcome);
            if (i < engine.Length)
                await engine[i]();
        }
        Assert.Equal(pages, rig.Sink.Received.Count);
        // And never again, whatever is left.
        await rig.Pass(TimeSpan.FromSeconds(31));
        Assert.Equal(pages, rig.Sink.Received.Count);
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from pages where status in ('pending', 'sending')"));
    }

    /// <summary>
    /// The race itself: two engines run while people acknowledge, each incident around the time it is claimed. The bench
    /// does the same ten thousand times (bench/triage, races).
    /// </summary>
    [Fact]
    public async Task No_page_is_claimed_after_the_acknowledgement_has_committed()
    {
        const int Incidents = 1500;
        await using var rig = await Rig.Start();
        await using var second = await Rig.Start(sharing: rig);
        await rig.Database.RunClock();
        // The moment of every claim, from a trigger with the real clock.
        await rig.Database.Execute("""
            create table claims (incident_id bigint, at timestamptz);
            create function note_claim() returns trigger language plpgsql as $$
            begin
                insert into claims values (new.incident_id, clock_timestamp());
                return new;
            end $$;
            create trigger note_claim before update on pages for each row when (new.status = 'sending' and old.status = 'pending')
                execute function note_claim();
            create table acks (incident_id bigint, at timestamptz)
            """);
        await Given.DueIncidents(rig, Incidents);
        await rig.Database.Execute("update incidents set next_escalation_at = now() + interval '1 hour'");
        var ids = await rig.Database.Query<long>("select id from incidents order by id");
        var next = 0;
        async Task Engine(Rig replica)
        {
            while (Volatile.Read(ref next) < ids.Count)
            {
                await replica.Get<Planner>().PlanDue(default);
                await replica.Send();
            }
        }
        async Task Person(int seed)
        {
            var moments = new Random(seed);
            await using var connection = await rig.Database.Source.OpenConnectionAsync();
            while (Interlocked.Increment(ref next) is var n && n <= ids.Count)
            {
                var id = ids[n - 1];
                await connection.ExecuteAsync("update incidents set next_escalation_at = now() where id = @id", new { id });
                // From at once to well after the page has left.
                if (n % 3 > 0)
                    await Task.Delay(moments.Next(0, 20));
                await rig.Get<ActionRunner>().Acknowledge(id, Ben, null, default);
                await connection.ExecuteAsync("insert into acks values (@id, clock_timestamp())", new { id });
            }
        }
        await Task.WhenAll([Engine(rig), Engine(second), .. Enumerable.Range(0, 6).Select(Person)]);
        await rig.Tick();
        Assert.Equal(Incidents, await rig.Database.Scalar<long>("select count(*) from acks"));
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from claims c join acks a using (incident_id) where c.at > a.at"));
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from pages where status in ('pending', 'sending')"));
        Assert.Equal(rig.Sink.Received.Count, rig.Sink.Received.Select(r => r.IdempotencyKey).Distinct().Count());
        // A race nobody can lose proves nothing: both orders happened, often.
        Assert.InRange(rig.Sink.Received.Count, Incidents / 20, Incidents - Incidents / 20);
    }
}
