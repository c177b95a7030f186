using Basecamp.Triage.Engine;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Faults;

/// <summary>Acknowledging at every moment around planning, claiming and sending.</summary>
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

    /// <summary>
    /// The race itself, many times: the engine runs while people acknowledge at random moments. No page is claimed after the
    /// acknowledgement has committed: what is sent was claimed before.
    /// </summary>
    [Fact]
    public async Task No_page_is_claimed_after_the_acknowledgement_has_committed()
    {
        const int Incidents = 400;
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
        var ids = await rig.Database.Query<long>("select id from incidents order by id");
        using var stop = new CancellationTokenSource();
        var engines = new[] { rig, second }.Select(async r =>
        {
            while (!stop.IsCancellationRequested)
            {
                await r.Get<Planner>().PlanDue(default);
                await r.Send();
            }
        }).ToList();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (id, ct) =>
        {
            await Task.Delay(Random.Shared.Next(0, 30), ct);
            await rig.Get<ActionRunner>().Acknowledge(id, Ben, null, ct);
            await rig.Database.Execute("insert into acks values (@id, clock_timestamp())", new { id });
        });
        await stop.CancelAsync();
        await Task.WhenAll(engines);
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from claims c join acks a using (incident_id) where c.at > a.at"));
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from pages where status in ('pending', 'sending')"));
        Assert.Equal(rig.Sink.Received.Count, rig.Sink.Received.Select(r => r.IdempotencyKey).Distinct().Count());
    }
}
