using Basecamp.Triage.Engine;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Faults;

/// <summary>
/// kill -9 at every seam of the engine, with a second replica alive. Nothing is ever lost. Before a page leaves, a kill
/// repeats nothing; from then until it is recorded, it may repeat what was under way, with the same idempotency key.
/// </summary>
[Trait("Category", "Long")]
[Trait("Needs", "postgresql")]
public sealed class KillTests
{
    const int Incidents = 40;

    [Theory]
    [InlineData(EngineSeams.BeforePlanCommit, false)]
    [InlineData(EngineSeams.AfterPlanCommit, false)]
    [InlineData(EngineSeams.BeforeSend, true)]
    [InlineData(EngineSeams.DuringSend, true)]
    [InlineData(EngineSeams.BeforeMark, true)]
    public async Task Loses_nothing(string seam, bool mayRepeat)
    {
        await using var rig = await Rig.Start();
        await rig.Database.RunClock();
        await Given.DueIncidents(rig, Incidents);
        var killed = seam == EngineSeams.DuringSend ? null : await ReplicaProcess.Start(rig.Database, seam);
        if (killed is null)
        {
            // In mid-send: the provider has the page, the replica has no answer yet.
            var first = new TaskCompletionSource();
            rig.Sink.Answer = async _ => { first.TrySetResult(); await Task.Delay(1500); return 200; };
            killed = await ReplicaProcess.Start(rig.Database);
            await first.Task;
            await killed.Kill();
            rig.Sink.Answer = _ => Task.FromResult(200);
        }
        await killed.WaitForEnd();
        killed.Dispose();
        // Leases last 30 seconds; the test does not wait for them.
        await rig.Database.Shift(TimeSpan.FromSeconds(31));
        using var survivor = await ReplicaProcess.Start(rig.Database);
        await Eventually.Holds(async () => await rig.Database.Scalar<long>("select count(*) from pages where status = 'sent'") >= Incidents,
            () => $"{rig.Sink.Received.Count} pages received");

        Assert.Equal(Incidents, await rig.Database.Scalar<long>("select count(*) from pages where step = 0 and loop = 0"));
        var firsts = rig.Sink.Received.Where(r => r.Step == 1).ToList();
        Assert.Equal(Incidents, firsts.Select(r => r.Incident).Distinct().Count());
        Assert.Equal(Incidents, firsts.Select(r => r.IdempotencyKey).Distinct().Count());
        if (!mayRepeat)
            Assert.Equal(Incidents, firsts.Count);
        Assert.All(firsts.GroupBy(r => r.IdempotencyKey), key => Assert.InRange(key.Count(), 1, 2));
    }

    [Fact]
    public async Task Three_replicas_with_everything_due_at_one_instant_page_each_once()
    {
        const int Many = 300;
        await using var rig = await Rig.Start();
        await rig.Database.RunClock();
        await rig.Database.Execute("update engine_state set hold = true");
        await Given.DueIncidents(rig, Many);
        using var a = await ReplicaProcess.Start(rig.Database);
        using var b = await ReplicaProcess.Start(rig.Database);
        using var c = await ReplicaProcess.Start(rig.Database);
        await rig.Database.Execute("update engine_state set hold = false");
        await Eventually.Holds(async () => await rig.Database.Scalar<long>("select count(*) from pages where status = 'sent'") >= Many,
            () => $"{rig.Sink.Received.Count} of {Many} pages received");

        Assert.Equal(Many, rig.Sink.Received.Select(r => r.IdempotencyKey).Distinct().Count());
        Assert.Equal(Many, rig.Sink.Received.Count);
        Assert.Equal(Many, await rig.Database.Scalar<long>("select count(*) from events where kind = 'paged'"));
        Assert.Equal(Many, await rig.Database.Scalar<long>("select count(*) from events where kind = 'step'"));
    }

    [Fact]
    public async Task An_orderly_end_finishes_what_is_under_way_and_repeats_nothing()
    {
        await using var rig = await Rig.Start();
        await rig.Database.RunClock();
        await Given.DueIncidents(rig, Incidents);
        rig.Sink.Answer = async _ => { await Task.Delay(300); return 200; };
        using var first = await ReplicaProcess.Start(rig.Database);
        await Eventually.Holds(() => Task.FromResult(rig.Sink.Received.Count > 0), () => "the first page");
        await first.Terminate();
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from pages where status = 'sending'"));
        using var second = await ReplicaProcess.Start(rig.Database);
        await Eventually.Holds(async () => await rig.Database.Scalar<long>("select count(*) from pages where status = 'sent'") >= Incidents,
            () => $"{rig.Sink.Received.Count} pages received");
        Assert.Equal(Incidents, rig.Sink.Received.Count);
    }
}
