using System.Net.Http.Json;
using Basecamp.Triage.Access;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Ingest;

/// <summary>From messages to incidents: grouping, resolving, truncation, order.</summary>
[Trait("Needs", "postgresql")]
public sealed class GroupingTests : IAsyncLifetime
{
    Rig rig = null!;

    public async Task InitializeAsync() => rig = await Rig.Start();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    async Task<Alerts.Result> Post(string group, object[] alerts, string? status = null, int truncated = 0, string? token = null)
    {
        using var client = rig.Client(token ?? rig.IngestToken);
        using var answer = await client.PostAsJsonAsync("/api/v1/alertmanager", Alerts.Payload(group, alerts, status, truncated));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Alerts.Answer>())!.Results[0];
    }

    Task<List<string>> Statuses() => rig.Database.Query<string>("select status from incidents order by id");

    [Fact]
    public async Task A_group_is_one_incident_and_its_repeats_change_nothing()
    {
        Assert.Equal("opened", (await Post("g", [Alerts.One("a"), Alerts.One("b")])).Outcome);
        var before = await rig.Database.Scalar<int>("select version from incidents");
        for (var i = 0; i < 100; i++)
            Assert.Equal("duplicate", (await Post("g", [Alerts.One("b"), Alerts.One("a")])).Outcome);
        Assert.Equal(before, await rig.Database.Scalar<int>("select version from incidents"));
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from events"));
        Assert.Equal(101, await rig.Database.Scalar<long>("select count(*) from webhook_receipts"));
    }

    [Fact]
    public async Task Twenty_senders_at_once_open_one_incident()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Post("g", [Alerts.One("a"), Alerts.One("b")])));
        Assert.Equal(1, results.Count(r => r.Outcome == "opened"));
        Assert.Single(results.Select(r => r.Incident).Distinct());
    }

    [Fact]
    public async Task Different_groups_with_the_same_summary_stay_different_incidents()
    {
        await Post("g1", [Alerts.One("a")]);
        await Post("g2", [Alerts.One("b")]);
        Assert.Equal(["triggered", "triggered"], await Statuses());
    }

    [Fact]
    public async Task Resolves_only_when_no_alert_fires_any_more()
    {
        await Post("g", [Alerts.One("a"), Alerts.One("b")]);
        Assert.Equal("updated", (await Post("g", [Alerts.One("a", "resolved"), Alerts.One("b")])).Outcome);
        Assert.Equal(["triggered"], await Statuses());
        Assert.Equal("resolved", (await Post("g", [Alerts.One("b", "resolved")], "resolved")).Outcome);
        Assert.Equal(["resolved"], await Statuses());
    }

    [Fact]
    public async Task A_truncated_message_that_says_resolved_resolves_nothing()
    {
        await Post("g", [Alerts.One("a")], truncated: 3);
        await Post("g", [Alerts.One("a", "resolved")], "resolved", truncated: 3);
        Assert.Equal(["triggered"], await Statuses());
        Assert.Equal(3, await rig.Database.Scalar<int>("select hidden_alerts from incidents"));
        await Post("g", [Alerts.One("a", "resolved"), Alerts.One("b", "resolved")], "resolved");
        Assert.Equal(["resolved"], await Statuses());
    }

    [Fact]
    public async Task An_alert_missing_from_two_complete_messages_is_over_one_is_not_enough()
    {
        await Post("g", [Alerts.One("a"), Alerts.One("b")]);
        await Post("g", [Alerts.One("a")]);
        Assert.Equal(2, await rig.Database.Scalar<long>("select count(*) from incident_alerts where status = 'firing'"));
        await Post("g", [Alerts.One("a"), Alerts.One("b")]);
        await Post("g", [Alerts.One("a")]);
        Assert.Equal(2, await rig.Database.Scalar<long>("select count(*) from incident_alerts where status = 'firing'"));
        await Post("g", [Alerts.One("a")]);
        Assert.Equal("a", await rig.Database.Scalar<string>("select fingerprint from incident_alerts where status = 'firing'"));
    }

    [Fact]
    public async Task A_late_resolved_of_an_earlier_round_does_not_end_the_present_one()
    {
        await Post("g", [Alerts.One("a", startsAt: "2026-06-01T11:50:00Z")]);
        await Post("g", [Alerts.One("a", "resolved", startsAt: "2026-06-01T11:40:00Z")], "resolved");
        Assert.Equal(["triggered"], await Statuses());
    }

    [Fact]
    public async Task Resolved_for_something_unknown_is_fine_and_writes_no_incident()
    {
        using var client = rig.Client(rig.IngestToken);
        using var answer = await client.PostAsJsonAsync("/api/v1/alertmanager", Alerts.Payload("g", [Alerts.One("a", "resolved")],
            "resolved"));
        answer.EnsureSuccessStatusCode();
        Assert.Empty(await Statuses());
    }

    [Fact]
    public async Task An_echo_of_the_other_alertmanager_right_after_a_resolve_opens_but_waits_a_minute()
    {
        await Post("g", [Alerts.One("a")]);
        await Post("g", [Alerts.One("a", "resolved")], "resolved");
        Assert.Equal("opened", (await Post("g", [Alerts.One("a")])).Outcome);
        await rig.Tick();
        Assert.Empty(rig.Sink.Received);
        await rig.Pass(TimeSpan.FromSeconds(60));
        Assert.Equal(["anna"], rig.Sink.People);
    }

    [Fact]
    public async Task A_new_round_soon_after_pages_at_once_and_counts_as_flapping()
    {
        await Post("g", [Alerts.One("a", startsAt: "2026-06-01T12:00:00Z")]);
        for (var i = 1; i <= 3; i++)
        {
            await Post("g", [Alerts.One("a", "resolved", startsAt: $"2026-06-01T12:0{i - 1}:00Z")], "resolved");
            await Post("g", [Alerts.One("a", startsAt: $"2026-06-01T12:0{i}:00Z")]);
        }
        await rig.Tick();
        Assert.Equal(["anna"], rig.Sink.People);
        Assert.Equal([0, 1, 2, 3], await rig.Database.Query<int>("select flaps from incidents order by id"));
    }

    [Fact]
    public async Task A_changed_group_key_goes_on_with_the_incident_of_its_alerts()
    {
        await Post("old", [Alerts.One("a"), Alerts.One("b")]);
        Assert.Equal("duplicate", (await Post("new", [Alerts.One("a")])).Outcome);
        Assert.Equal("duplicate", (await Post("new", [Alerts.One("a")])).Outcome);
        await Post("new", [Alerts.One("a", "resolved"), Alerts.One("b", "resolved")], "resolved");
        Assert.Equal(["resolved"], await Statuses());
    }

    [Fact]
    public async Task With_grouping_by_alert_each_has_its_own_incident()
    {
        var token = await rig.CreateKey("per-alert", Scopes.Ingest, "web", "alert");
        await Post("g", [Alerts.One("a"), Alerts.One("b")], token: token);
        await Post("g", [Alerts.One("a", "resolved"), Alerts.One("b")], token: token);
        Assert.Equal(["resolved", "triggered"], (await Statuses()).Order());
    }

    [Fact]
    public async Task Above_the_cap_of_a_service_alerts_join_one_storm_that_pages_once()
    {
        await rig.Database.Execute("update services set open_cap = 3");
        var token = await rig.CreateKey("storm", Scopes.Ingest, "web");
        for (var i = 0; i < 10; i++)
            await Post($"g{i}", [Alerts.One($"f{i}")], token: token);
        Assert.Equal(4, (await Statuses()).Count);
        Assert.Equal(7, await rig.Database.Scalar<long>(
            "select count(*) from incident_alerts a join incidents i on i.id = a.incident_id where i.storm"));
        await rig.Tick();
        Assert.Equal(4, rig.Sink.Received.Count);
        for (var i = 0; i < 10; i++)
            await Post($"g{i}", [Alerts.One($"f{i}", "resolved")], "resolved", token: token);
        Assert.Equal(["resolved", "resolved", "resolved", "resolved"], await Statuses());
    }
}
