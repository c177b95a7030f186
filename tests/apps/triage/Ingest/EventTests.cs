using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Ingest;

[Trait("Needs", "postgresql")]
public sealed class EventTests : IAsyncLifetime
{
    Rig rig = null!;
    HttpClient client = null!;

    public async Task InitializeAsync() => client = (rig = await Rig.Start()).Client(rig.IngestToken);

    public async Task DisposeAsync()
    {
        client.Dispose();
        await rig.DisposeAsync();
    }

    Task<HttpResponseMessage> Send(object body) => client.PostAsJsonAsync("/api/v1/events", body);

    [Fact]
    public async Task Different_dedup_keys_are_different_incidents_and_each_pages()
    {
        foreach (var key in (string[])["disk", "network", "disk"])
            using (var answer = await Send(new
            {
                event_action = "trigger",
                dedup_key = key,
                payload = new { summary = $"{key} is broken", severity = "critical", source = "db-1" },
            }))
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(["disk is broken", "network is broken"], await rig.Database.Query<string>("select title from incidents order by id"));
        await rig.Tick();
        Assert.Equal(2, rig.Sink.Received.Select(r => r.Incident).Distinct().Count());
    }

    [Fact]
    public async Task Trigger_acknowledge_and_resolve_go_by_the_dedup_key()
    {
        var trigger = new
        {
            event_action = "trigger",
            dedup_key = "disk",
            payload = new
            {
                summary = "Disk is full",
                severity = "error",
                source = "db-1"
            }
        };
        using var first = await Send(trigger);
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        await Send(trigger);
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from incidents"));
        await Send(new { event_action = "acknowledge", dedup_key = "disk" });
        Assert.Equal("acknowledged ingest", await rig.Database.Scalar<string>("select status || ' ' || ack_by from incidents"));
        await Send(new { event_action = "resolve", dedup_key = "disk" });
        Assert.Equal("resolved", await rig.Database.Scalar<string>("select status from incidents"));
        await Send(trigger);
        Assert.Equal(2, await rig.Database.Scalar<long>("select count(*) from incidents"));
    }

    [Fact]
    public async Task A_trigger_without_a_key_gets_one_back()
    {
        using var answer = await Send(new
        {
            event_action = "trigger",
            payload = new
            {
                summary = "x",
                severity = "critical",
                source = "y"
            }
        });
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(32, body.RootElement.GetProperty("dedup_key").GetString()!.Length);
    }

    [Theory]
    [InlineData("""{"event_action":"close","dedup_key":"x"}""", "event_action is 'close'; expected trigger, acknowledge or resolve.")]
    [InlineData("""{"event_action":"resolve"}""", "dedup_key is missing; resolve needs the one its trigger had.")]
    [InlineData("""{"event_action":"trigger"}""",
        "payload is missing; a trigger needs payload.summary, payload.severity and payload.source.")]
    [InlineData("""{"event_action":"trigger","payload":{}}""", "payload.summary is missing or empty; it becomes the incident's title.")]
    public async Task Says_what_is_missing(string json, string detail)
    {
        using var answer = await client.PostAsync("/api/v1/events", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.BadRequest, detail), (answer.StatusCode, problem.RootElement.GetProperty("detail").GetString()));
    }

    [Theory]
    [InlineData("acknowledge")]
    [InlineData("resolve")]
    public async Task News_about_something_unknown_is_accepted_and_changes_nothing(string action)
    {
        using var answer = await Send(new { event_action = action, dedup_key = "never seen" });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from incidents"));
    }
}
