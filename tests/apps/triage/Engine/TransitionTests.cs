using Basecamp.Triage.Incidents;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Engine;

/// <summary>What people do to incidents, and what time does to them afterwards.</summary>
[Trait("Needs", "postgresql")]
public sealed class TransitionTests : IAsyncLifetime
{
    static readonly Actor Ben = new("responder", "Ben", null);

    Rig rig = null!;
    ActionRunner act = null!;

    public async Task InitializeAsync() => act = (rig = await Rig.Start()).Get<ActionRunner>();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    async Task<long> Open()
    {
        var id = await rig.Fire("g");
        await rig.Tick();
        rig.Sink.Forget();
        return id!.Value;
    }

    Task<string> Status() => rig.Database.Scalar<string>("select status from incidents order by id desc limit 1");

    [Fact]
    public async Task Acknowledging_stops_paging_until_the_timeout_and_then_it_starts_over()
    {
        var id = await Open();
        Assert.Equal(TransitionOutcome.Done, (await act.Acknowledge(id, Ben, null, default)).Outcome);
        await rig.Pass(TimeSpan.FromMinutes(29));
        Assert.Empty(rig.Sink.Received);
        await rig.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["anna"], rig.Sink.People);
        Assert.Equal((1, 0), await Epoch());
    }

    async Task<(int, int)> Epoch() => (await rig.Database.Scalar<int>("select epoch from incidents"),
        await rig.Database.Scalar<int>("select loop from incidents"));

    [Fact]
    public async Task The_second_acknowledgement_changes_nothing_and_says_who_was_first()
    {
        var id = await Open();
        await act.Acknowledge(id, Ben, null, default);
        var second = await act.Acknowledge(id, new("responder", "Chloe"), null, default);
        Assert.Equal(TransitionOutcome.Unchanged, second.Outcome);
        Assert.Equal("Already acknowledged by Ben.", second.Message);
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from events where kind = 'acknowledged'"));
    }

    [Fact]
    public async Task A_resolved_incident_can_neither_be_acknowledged_nor_snoozed_nor_escalated_nor_reassigned()
    {
        var id = await Open();
        await act.Resolve(id, Ben, null, default);
        Assert.Equal(TransitionOutcome.Conflict, (await act.Acknowledge(id, Ben, null, default)).Outcome);
        Assert.Equal(TransitionOutcome.Conflict, (await act.Snooze(id, Ben, TimeSpan.FromHours(1), null, default)).Outcome);
        Assert.Equal(TransitionOutcome.Conflict, (await act.Escalate(id, Ben, null, null, default)).Outcome);
        Assert.Equal(TransitionOutcome.Conflict, (await act.Reassign(id, Ben, "ben", null, default)).Outcome);
        Assert.Equal(TransitionOutcome.Unchanged, (await act.Resolve(id, Ben, null, default)).Outcome);
        await rig.Pass(TimeSpan.FromDays(1));
        Assert.Empty(rig.Sink.Received);
    }

    [Fact]
    public async Task Resolving_what_still_fires_warns_that_it_comes_back()
    {
        var id = await Open();
        var result = await act.Resolve(id, Ben, null, default);
        Assert.Contains("still fire at the source", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snoozing_is_quiet_for_its_time_and_the_source_can_still_resolve()
    {
        var id = await Open();
        await act.Snooze(id, Ben, TimeSpan.FromHours(2), null, default);
        await rig.Pass(TimeSpan.FromMinutes(119));
        Assert.Empty(rig.Sink.Received);
        await rig.Fire("g", status: "resolved");
        Assert.Equal("resolved", await Status());
        await rig.Pass(TimeSpan.FromMinutes(5));
        Assert.Empty(rig.Sink.Received);
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from incidents where id <> @id", new { id }));
    }

    [Theory]
    [InlineData(59)]
    [InlineData(86401)]
    public async Task Refuses_to_snooze_for_less_than_a_minute_or_more_than_a_day(int seconds)
    {
        var id = await Open();
        Assert.Equal(TransitionOutcome.Conflict, (await act.Snooze(id, Ben, TimeSpan.FromSeconds(seconds), null, default)).Outcome);
    }

    [Fact]
    public async Task Escalating_pages_the_next_step_now()
    {
        var id = await Open();
        await act.Escalate(id, Ben, null, null, default);
        await rig.Tick();
        Assert.Equal(["ben"], rig.Sink.People);
    }

    [Fact]
    public async Task Two_late_answers_to_one_page_escalate_once()
    {
        var id = await Open();
        var seen = await rig.Database.Scalar<DateTime>("select now()");
        await rig.Database.Advance(TimeSpan.FromSeconds(30));
        var results = await Task.WhenAll(act.Escalate(id, Ben, seen, null, default), act.Escalate(id, Ben, seen, null, default));
        Assert.Equal([TransitionOutcome.Done, TransitionOutcome.Conflict], results.Select(r => r.Outcome).Order());
        await rig.Tick();
        Assert.Equal(["ben"], rig.Sink.People);
    }

    [Fact]
    public async Task Escalating_an_exhausted_incident_starts_its_policy_again()
    {
        var id = await Open();
        foreach (var minutes in (int[])[5, 10, 5, 10])
            await rig.Pass(TimeSpan.FromMinutes(minutes));
        rig.Sink.Forget();
        await act.Escalate(id, Ben, null, null, default);
        await rig.Tick();
        Assert.Equal(["anna"], rig.Sink.People);
    }

    [Fact]
    public async Task Reassigning_pages_that_person_now_and_the_policy_after_them()
    {
        var id = await Open();
        await act.Reassign(id, Ben, "chloe", null, default);
        await rig.Tick();
        Assert.Equal(["chloe"], rig.Sink.People);
        await rig.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(["chloe", "anna"], rig.Sink.People);
    }

    [Fact]
    public async Task Reassigning_to_nobody_known_is_refused()
    {
        var id = await Open();
        var result = await act.Reassign(id, Ben, "nobody", null, default);
        Assert.Equal((TransitionOutcome.Conflict, "There is no active responder 'nobody'. Use the login of somebody in the settings."),
            (result.Outcome, result.Message));
    }

    [Fact]
    public async Task Whoever_saw_an_older_version_is_asked_to_look_again()
    {
        var id = await Open();
        var version = await rig.Database.Scalar<int>("select version from incidents");
        Assert.Equal(TransitionOutcome.Stale, (await act.Acknowledge(id, Ben, version - 1, default)).Outcome);
        Assert.Equal(TransitionOutcome.Done, (await act.Acknowledge(id, Ben, version, default)).Outcome);
    }

    [Fact]
    public async Task Of_forty_people_acting_at_once_every_action_has_one_effect()
    {
        var id = await Open();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 4) switch
        {
            0 => act.Acknowledge(id, new("responder", $"p{i}"), null, default),
            1 => act.Resolve(id, new("responder", $"p{i}"), null, default),
            2 => act.Escalate(id, new("responder", $"p{i}"), null, null, default),
            _ => act.Snooze(id, new("responder", $"p{i}"), TimeSpan.FromHours(1), null, default),
        }));
        Assert.Equal("resolved", await Status());
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from events where kind = 'resolved'"));
        var transitions = await rig.Database.Scalar<int>(
            "select count(*)::int from events where kind in ('acknowledged', 'snoozed', 'escalated_now', 'resolved', 'step')");
        Assert.Equal(transitions, await rig.Database.Scalar<int>("select version - 1 from incidents"));
    }

    [Fact]
    public async Task Maintenance_stops_what_is_under_way_and_pages_again_when_it_ends()
    {
        await rig.Fire("g");
        await rig.Tick();
        rig.Sink.Forget();
        await rig.Database.Db.InTransaction(c => Triage.Incidents.Transitions.Maintenance.StartMaintenance(c, "web", TimeSpan.FromHours(1),
            Ben, default), default);
        await rig.Fire("during", fingerprint: "f2");
        await rig.Pass(TimeSpan.FromMinutes(59));
        Assert.Empty(rig.Sink.Received);
        Assert.Equal(["maintenance", "maintenance"], await rig.Database.Query<string>("select not_paging from incidents"));
        await rig.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["anna", "anna"], rig.Sink.People);
    }

    [Fact]
    public async Task A_page_already_planned_when_maintenance_starts_is_cancelled()
    {
        await rig.Fire("g");
        await rig.Get<Triage.Engine.Planner>().PlanDue(default);
        await rig.Database.Db.InTransaction(c => Triage.Incidents.Transitions.Maintenance.StartMaintenance(c, "web", TimeSpan.FromHours(1),
            Ben, default), default);
        await rig.Tick();
        Assert.Empty(rig.Sink.Received);
        Assert.Equal("cancelled", await rig.Database.Scalar<string>("select status from pages"));
    }

    [Fact]
    public async Task A_worse_severity_tells_whoever_acknowledged_again_and_nobody_else()
    {
        var id = await rig.Fire("g", severity: "warning");
        await rig.Tick();
        rig.Sink.Forget();
        var ben = await rig.Database.Scalar<long>("select id from responders where login = 'ben'");
        await act.Acknowledge(id!.Value, new("responder", "Ben", ben), null, default);
        await rig.Fire("g", severity: "critical", fingerprint: "f2");
        await rig.Tick();
        Assert.Equal(["ben"], rig.Sink.People);
        Assert.Equal(("severity", "acknowledged"), (rig.Sink.Received[0].Reason, await Status()));
    }

    [Fact]
    public async Task A_listed_incident_that_gets_worse_starts_to_page()
    {
        await rig.Fire("g", severity: "info");
        await rig.Tick();
        await rig.Fire("g", severity: "critical", fingerprint: "f2");
        await rig.Tick();
        Assert.Equal(["anna"], rig.Sink.People);
    }

    [Fact]
    public async Task A_silent_source_marks_its_incident_stale_and_a_word_from_it_unmarks()
    {
        await Open();
        await rig.Database.Advance(TimeSpan.FromHours(25));
        await rig.Get<Triage.Engine.Wakeups>().MarkStale(TimeSpan.FromHours(24), default);
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from incidents where stale_at is not null"));
        await rig.Fire("g");
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from incidents where stale_at is not null"));
    }
}
