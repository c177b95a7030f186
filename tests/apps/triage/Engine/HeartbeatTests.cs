using System.Net;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Engine;

[Trait("Needs", "postgresql")]
public sealed class HeartbeatTests
{
    [Fact]
    public async Task One_that_was_never_seen_opens_an_incident_too()
    {
        await using var sink = await PageSink.Start();
        await using var rig = await Rig.Start(Team.YamlWithHeartbeat(sink.Url));
        await rig.Pass(TimeSpan.FromMinutes(59));
        Assert.Empty(sink.Received);
        await rig.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["anna"], sink.People);
        Assert.Equal("Heartbeat nightly was never seen", await rig.Database.Scalar<string>("select title from incidents"));
    }

    [Fact]
    public async Task One_that_stops_opens_an_incident_and_its_return_resolves_it()
    {
        await using var sink = await PageSink.Start();
        await using var rig = await Rig.Start(Team.YamlWithHeartbeat(sink.Url));
        using var client = rig.Client(rig.IngestToken);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync("/api/v1/heartbeats/nightly", null)).StatusCode);
        await rig.Pass(TimeSpan.FromMinutes(61));
        Assert.Equal("Heartbeat nightly stopped", await rig.Database.Scalar<string>("select title from incidents"));
        await rig.Pass(TimeSpan.FromMinutes(61));
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from incidents"));

        await client.PostAsync("/api/v1/heartbeats/nightly", null);
        Assert.Equal("resolved source", await rig.Database.Scalar<string>("select status || ' ' || resolve_reason from incidents"));
    }

    [Fact]
    public async Task An_unknown_one_is_refused()
    {
        await using var rig = await Rig.Start();
        using var client = rig.Client(rig.IngestToken);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/api/v1/heartbeats/other", null)).StatusCode);
    }

    [Fact]
    public async Task The_watchdog_alert_feeds_one_and_never_opens_an_incident_while_it_comes()
    {
        await using var rig = await Rig.Start();
        await FireWatchdog(rig);
        await rig.Pass(TimeSpan.FromMinutes(4));
        await FireWatchdog(rig);
        await rig.Pass(TimeSpan.FromMinutes(4));
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from incidents"));
        await rig.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("Heartbeat watchdog stopped", await rig.Database.Scalar<string>("select title from incidents"));
    }

    static async Task FireWatchdog(Rig rig)
    {
        using var client = rig.Client(rig.IngestToken);
        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(client, "/api/v1/alertmanager",
            Alerts.Payload("watchdog", [Alerts.One("w", name: "Watchdog")]));
        answer.EnsureSuccessStatusCode();
    }
}
