using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Basecamp.Triage.Access;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Ingest;

/// <summary>What tools send that only know PagerDuty.</summary>
[Trait("Needs", "postgresql")]
public sealed class EnqueueTests : IAsyncLifetime
{
    Rig rig = null!;
    HttpClient client = null!;

    public async Task InitializeAsync() => client = (rig = await Rig.Start()).Client();

    public async Task DisposeAsync()
    {
        client.Dispose();
        await rig.DisposeAsync();
    }

    async Task<(HttpStatusCode Status, JsonElement Body)> Send(string? routingKey, string action, string? dedup = "disk")
    {
        using var answer = await client.PostAsJsonAsync("/v2/enqueue", new
        {
            routing_key = routingKey,
            event_action = action,
            dedup_key = dedup,
            payload = new { summary = "Disk is full", severity = "critical", source = "db-1" },
        });
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    [Fact]
    public async Task The_key_in_the_body_opens_acknowledges_and_resolves()
    {
        foreach (var (action, status) in ((string, string)[])[("trigger", "triggered"), ("acknowledge", "acknowledged"), ("resolve", "resolved")])
        {
            var (code, body) = await Send(rig.IngestToken, action);
            Assert.Equal((HttpStatusCode.Accepted, "success", "disk"),
                (code, body.GetProperty("status").GetString(), body.GetProperty("dedup_key").GetString()));
            Assert.Equal(status, await rig.Database.Scalar<string>("select status from incidents"));
        }
    }

    [Fact]
    public async Task It_is_the_same_incident_as_through_the_other_route()
    {
        await Send(rig.IngestToken, "trigger");
        using var other = rig.Client(rig.IngestToken);
        using var answer = await other.PostAsJsonAsync("/api/v1/events", new { event_action = "resolve", dedup_key = "disk" });
        Assert.Equal("resolved", await rig.Database.Scalar<string>("select status from incidents"));
    }

    [Fact]
    public async Task Without_the_token_of_an_ingest_key_it_is_refused_in_that_apis_shape_and_nothing_is_written()
    {
        foreach (var key in (string?[])[null, "", "triage_unknown", await rig.CreateKey("reader", Scopes.Read), await rig.CreateKey("boss", Scopes.Admin)])
        {
            var (code, body) = await Send(key, "trigger");
            Assert.Equal((HttpStatusCode.BadRequest, "invalid event"), (code, body.GetProperty("status").GetString()));
            Assert.Single(body.GetProperty("errors").EnumerateArray());
            if (key is { Length: > 0 })
                Assert.DoesNotContain(key, body.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from incidents"));
    }

    [Theory]
    [InlineData("explode", "disk")]
    [InlineData("resolve", null)]
    public async Task A_wrong_event_is_400_and_not_to_be_repeated(string action, string? dedup)
    {
        var (code, body) = await Send(rig.IngestToken, action, dedup);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid event"), (code, body.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_database_that_refuses_writes_is_503_so_that_the_sender_repeats()
    {
        await Send(rig.IngestToken, "trigger", "first");
        await rig.Database.Execute("create function refuse() returns trigger language plpgsql as $$ begin raise exception 'full' using errcode = '53100'; end $$");
        await rig.Database.Execute("create trigger refuse before insert on incidents for each row execute function refuse()");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Send(rig.IngestToken, "trigger", "second")).Status);
    }
}
