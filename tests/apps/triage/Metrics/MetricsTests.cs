using Basecamp.Triage.Access;
using Basecamp.Triage.Engine;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Metrics;

[Trait("Needs", "postgresql")]
public sealed class MetricsTests
{
    [Fact]
    public async Task Counts_what_happened()
    {
        await using var rig = await Rig.Start();
        await rig.Fire("g");
        await rig.Tick();
        await rig.Get<Auditor>().Run(default);
        using var client = rig.Client();
        var text = await client.GetStringAsync("/metrics");
        var lines = text.Split('\n');
        foreach (var line in (string[])
            [
                "triage_webhook_requests_total{integration=\"alertmanager\",code=\"200\"} 1",
                "triage_incidents_created_total{service=\"web\"} 1",
                "triage_escalation_steps_total{outcome=\"paged\"} 1",
                "triage_pages_total{channel=\"webhook\",outcome=\"sent\"} 1",
                "triage_incidents_open{status=\"triggered\",severity=\"critical\"} 1",
                "triage_escalation_overdue_seconds 0",
                "triage_escalation_lateness_seconds_count 1",
                "triage_oncall_gap_seconds{schedule=\"primary\"} 0",
            ])
            Assert.Contains(line, lines);
        foreach (var secret in (string[])[rig.IngestToken, "anna", "f1 is down", "Password"])
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_sender_with_a_wrong_key_is_counted_and_a_passer_by_without_one_is_not()
    {
        await using var rig = await Rig.Start();
        using var reader = rig.Client((await rig.Get<KeyAdmin>().Create("status page", Scopes.Read, null, "group", default)).Key!.Token);
        using var wrong = rig.Client("wrong");
        using var nobody = rig.Client();
        foreach (var (client, path) in new[] { (wrong, "alertmanager"), (wrong, "alertmanager"), (wrong, "heartbeats/watchdog"), (reader, "events"), (nobody, "alertmanager") })
        {
            using var answer = await client.PostAsync($"/api/v1/{path}", null);
            Assert.True((int)answer.StatusCode is 401 or 403, $"{path}: {answer.StatusCode}");
        }
        using (var page = await wrong.GetAsync("/api/v1/incidents"))
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, page.StatusCode);
        Assert.Equal(
            [
                "triage_webhook_requests_total{integration=\"alertmanager\",code=\"401\"} 2",
                "triage_webhook_requests_total{integration=\"events\",code=\"403\"} 1",
                "triage_webhook_requests_total{integration=\"heartbeats\",code=\"401\"} 1",
            ],
            (await nobody.GetStringAsync("/metrics")).Split('\n').Where(line => line.StartsWith("triage_webhook_requests_total{", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Work_that_nobody_does_is_overdue()
    {
        await using var rig = await Rig.Start();
        await rig.Fire("g");
        await rig.Database.Advance(TimeSpan.FromSeconds(90));
        await rig.Get<Auditor>().Run(default);
        Assert.Equal(90, rig.Get<EngineStatus>().Audit.OverdueSeconds);
        await rig.Tick();
        await rig.Get<Auditor>().Run(default);
        Assert.Equal(0, rig.Get<EngineStatus>().Audit.OverdueSeconds);
    }

    [Fact]
    public async Task The_outside_watcher_is_pinged_only_while_all_is_well()
    {
        await using var watcher = await Watcher.Start();
        await using var rig = await Rig.Start(settings: [$"Triage:DeadManUrl={watcher.Url}/ping"]);
        await rig.Get<Auditor>().Run(default);
        Assert.Equal(1, watcher.Pings);
        await rig.Fire("g");
        await rig.Database.Advance(TimeSpan.FromSeconds(90));
        await rig.Get<Auditor>().Run(default);
        Assert.Equal(1, watcher.Pings);
        await rig.Tick();
        await rig.Database.Execute("update engine_state set hold = true");
        await rig.Get<Auditor>().Run(default);
        Assert.Equal(1, watcher.Pings);
        await rig.Database.Execute("update engine_state set hold = false");
        await rig.Get<Auditor>().Run(default);
        Assert.Equal(2, watcher.Pings);
    }

    [Fact]
    public async Task A_stretch_without_any_engine_is_remembered()
    {
        await using var rig = await Rig.Start();
        await rig.Get<Auditor>().Run(default);
        await rig.Database.Advance(TimeSpan.FromHours(2));
        await rig.Get<Auditor>().Run(default);
        Assert.Equal("7200", await rig.Database.Scalar<string>(
            "select extract(epoch from down_until - down_from)::int::text from engine_state"));
        using var anna = await Browser.SignedIn(rig);
        await anna.Get("/");
        Assert.Contains("triage was down", anna.Text, StringComparison.Ordinal);
    }
}
