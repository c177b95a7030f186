using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Engine;

[Trait("Needs", "postgresql")]
public sealed class EscalationTests
{
    [Fact]
    public async Task Pages_who_is_on_call_first_then_the_next_step_after_its_delay()
    {
        await using var rig = await Rig.Start();
        await rig.Fire("g");
        await rig.Tick();
        Assert.Equal(["anna"], rig.Sink.People);

        await rig.Pass(TimeSpan.FromSeconds(299));
        Assert.Equal(["anna"], rig.Sink.People);
        await rig.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["anna", "ben"], rig.Sink.People);
    }

    [Fact]
    public async Task Repeats_the_steps_and_then_says_that_the_policy_is_exhausted()
    {
        await using var rig = await Rig.Start();
        var id = await rig.Fire("g");
        await rig.Tick();
        foreach (var minutes in (int[])[5, 10, 5])
            await rig.Pass(TimeSpan.FromMinutes(minutes));
        Assert.Equal(["anna", "ben", "anna", "ben"], rig.Sink.People);
        Assert.Equal(4, rig.Sink.Received.Select(r => r.IdempotencyKey).Distinct().Count());

        await rig.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal("exhausted", await rig.Database.Scalar<string>("select not_paging from incidents where id = @id", new { id }));
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from events where kind = 'exhausted'"));
        await rig.Pass(TimeSpan.FromHours(5));
        Assert.Equal(4, rig.Sink.People.Count);
    }

    [Fact]
    public async Task The_next_step_pages_who_is_on_call_at_that_moment()
    {
        await using var rig = await Rig.Start();
        await rig.Database.SetClock("2026-06-08T07:58Z");
        await rig.Fire("g");
        await rig.Tick();
        // Hand-off from Anna to Ben at 09:00 in London, which is 08:00Z in June. Pass 2 starts after it.
        foreach (var minutes in (int[])[5, 10])
            await rig.Pass(TimeSpan.FromMinutes(minutes));
        Assert.Equal(["anna", "ben", "ben"], rig.Sink.People);
    }

    [Fact]
    public async Task A_step_with_nobody_on_call_is_skipped_at_once_and_noted()
    {
        await using var rig = await Rig.Start();
        await rig.Database.Execute("""
            update contact_methods set disabled_at = now() where responder_id = (select id from responders where login = 'anna');
            update config_version set version = version + 1
            """);
        await rig.Fire("g");
        await rig.Tick();
        Assert.Equal(["ben"], rig.Sink.People);
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from events where kind = 'step_skipped'"));
    }

    [Fact]
    public async Task When_a_whole_pass_reaches_nobody_the_fallback_is_paged_once_per_pass()
    {
        await using var rig = await Rig.Start();
        await rig.Database.Execute("update responders set disabled_at = now(); update config_version set version = version + 1");
        await rig.Fire("g");
        await rig.Tick();
        Assert.Equal(["ops-room"], rig.Sink.People);
        Assert.Equal("fallback", rig.Sink.Received[0].Reason);
        await rig.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(["ops-room", "ops-room"], rig.Sink.People);
        await rig.Pass(TimeSpan.FromMinutes(10));
        await rig.Pass(TimeSpan.FromHours(1));
        Assert.Equal(2, rig.Sink.People.Count);
        Assert.Equal("exhausted", await rig.Database.Scalar<string>("select not_paging from incidents"));
    }

    [Fact]
    public async Task A_page_that_is_refused_for_good_brings_the_next_step_now()
    {
        await using var rig = await Rig.Start();
        rig.Sink.Answer = page => Task.FromResult(page.To == "anna" ? 404 : 200);
        await rig.Fire("g");
        await rig.Tick();
        Assert.Equal(["anna", "ben"], rig.Sink.People);
        Assert.Equal(["failed", "sent"], await rig.Database.Query<string>("select status from pages order by step"));
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from events where kind = 'pulled_forward'"));
    }

    [Fact]
    public async Task A_page_that_fails_for_now_is_tried_again_with_the_same_key_and_growing_pauses()
    {
        await using var rig = await Rig.Start();
        rig.Sink.Answer = page => Task.FromResult(page.Attempt < 3 ? 503 : 200);
        await rig.Fire("g");
        await rig.Tick();
        Assert.Single(rig.Sink.Received);
        await rig.Pass(TimeSpan.FromSeconds(13));
        Assert.Single(rig.Sink.Received);
        await rig.Pass(TimeSpan.FromSeconds(4));
        Assert.Equal(2, rig.Sink.Received.Count);
        await rig.Pass(TimeSpan.FromSeconds(34));
        Assert.Equal([1, 2, 3], rig.Sink.Received.Select(r => r.Attempt));
        Assert.Single(rig.Sink.Received.Select(r => r.IdempotencyKey).Distinct());
        Assert.Equal("sent", await rig.Database.Scalar<string>("select status from pages"));
    }

    [Fact]
    public async Task After_five_failures_a_page_has_failed_and_the_next_step_comes()
    {
        await using var rig = await Rig.Start(Team.Yaml("http://127.0.0.1:9").Replace("wait: 5m", "wait: 24h", StringComparison.Ordinal));
        await rig.Fire("g");
        await rig.Tick();
        for (var i = 0; i < 5; i++)
            await rig.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(5, await rig.Database.Scalar<int>("select attempt from pages where step = 0"));
        Assert.Equal("failed", await rig.Database.Scalar<string>("select status from pages where step = 0"));
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from pages where step = 1"));
    }

    [Fact]
    public async Task After_two_hours_without_any_engine_one_step_fires_not_a_burst()
    {
        await using var rig = await Rig.Start();
        await rig.Fire("g");
        await rig.Tick();
        await rig.Pass(TimeSpan.FromHours(2));
        Assert.Equal(["anna", "ben"], rig.Sink.People);
        Assert.Equal(600, await rig.Database.Scalar<double>(
            "select extract(epoch from next_escalation_at - now())::float8 from incidents"));
    }

    [Fact]
    public async Task Low_urgency_is_listed_and_pages_nobody()
    {
        await using var rig = await Rig.Start();
        await rig.Fire("g", severity: "info");
        await rig.Pass(TimeSpan.FromDays(1));
        Assert.Empty(rig.Sink.Received);
        Assert.Equal("low_urgency", await rig.Database.Scalar<string>("select not_paging from incidents"));
    }

    [Fact]
    public async Task On_hold_alerts_are_taken_in_and_nobody_is_paged_until_it_is_lifted()
    {
        await using var rig = await Rig.Start();
        await rig.Database.Execute("update engine_state set hold = true");
        await rig.Fire("g");
        await rig.Pass(TimeSpan.FromHours(1));
        Assert.Empty(rig.Sink.Received);
        await rig.Database.Execute("update engine_state set hold = false");
        await rig.Tick();
        Assert.Equal(["anna"], rig.Sink.People);
    }

    [Fact]
    public async Task An_engine_older_than_the_schema_wants_stops_claiming()
    {
        await using var rig = await Rig.Start();
        await rig.Fire("g");
        await rig.Database.Execute("update engine_state set min_engine = 2");
        await rig.Tick();
        Assert.Empty(rig.Sink.Received);
    }

    [Fact]
    public async Task Editing_the_policy_does_not_disturb_an_escalation_under_way()
    {
        await using var rig = await Rig.Start();
        await rig.Fire("g");
        await rig.Tick();
        await rig.Get<Triage.Settings.ConfigStore>().Apply(
            Team.Yaml(rig.Sink.Url).Replace("responder:ben", "channel:ops-room", StringComparison.Ordinal), "test", default);
        await rig.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(["anna", "ben"], rig.Sink.People);
    }

    [Fact]
    public async Task A_responder_removed_while_they_are_being_paged_is_passed_over()
    {
        await using var rig = await Rig.Start();
        await rig.Fire("g");
        await rig.Tick();
        await rig.Get<Triage.Settings.ConfigStore>().Apply(Team.Yaml(rig.Sink.Url)
            .Replace("responder:ben", "responder:anna", StringComparison.Ordinal)
            .Replace("members: [anna, ben]", "members: [anna]", StringComparison.Ordinal)
            .Replace("  - { login: ben,", "  - { login: bob,", StringComparison.Ordinal), "test", default);
        await rig.Pass(TimeSpan.FromMinutes(5));
        // Step 2 of the running policy has nobody left; so does the rest of the pass: the fallback hears of it.
        Assert.Equal(["anna", "ops-room"], rig.Sink.People);
    }

    [Fact]
    public async Task Methods_are_used_after_the_delay_of_their_rule_unless_somebody_acknowledges()
    {
        var yaml = """
            responders:
              - login: anna
                methods:
                  - { name: phone, kind: webhook, address: "SINK/phone" }
                  - { name: call, kind: webhook, address: "SINK/call" }
                  - { name: unverified, kind: webhook, address: "SINK/unverified", verified: false }
                rules: { high: [{ method: phone }, { method: call, after: 2m }, { method: unverified }] }
            policies: [{ name: p, steps: [{ page: ["responder:anna"], wait: 10m }] }]
            services: [{ name: web, policy: p }]
            """;
        await using var sink = await PageSink.Start();
        await using var rig = await Rig.Start(yaml.Replace("SINK", sink.Url, StringComparison.Ordinal));
        await rig.Fire("g");
        await rig.Tick();
        Assert.Equal(["phone"], sink.People);
        await rig.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(["phone", "call"], sink.People);
    }
}
