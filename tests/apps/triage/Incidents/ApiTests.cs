using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Basecamp.Triage.Access;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Tests.Faults;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Incidents;

[Trait("Needs", "postgresql")]
public sealed class ApiTests : IAsyncLifetime
{
    Rig rig = null!;
    HttpClient client = null!;

    public async Task InitializeAsync()
    {
        rig = await Rig.Start();
        client = await rig.ClientFor(Scopes.Respond);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await rig.DisposeAsync();
    }

    async Task<JsonElement> Get(string path)
    {
        using var answer = await client.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    [Fact]
    public async Task An_incident_says_who_is_paged_and_what_comes_next()
    {
        await rig.Fire("g");
        await rig.Tick();
        var list = await Get("/api/v1/incidents");
        var item = list.GetProperty("items")[0];
        Assert.Equal(["server_time", "version", "engine", "items", "next_cursor"], list.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("critical", "triggered", "web"), (item.GetProperty("severity").GetString(), item.GetProperty("status").GetString(),
            item.GetProperty("service").GetProperty("name").GetString()));
        var paged = item.GetProperty("paged")[0];
        Assert.Equal(("Anna", "webhook", "sent"), (paged.GetProperty("who").GetString(), paged.GetProperty("channel").GetString(),
            paged.GetProperty("state").GetString()));
        var next = item.GetProperty("next_escalation");
        Assert.Equal((new DateTime(2026, 6, 1, 12, 5, 0, DateTimeKind.Utc), 2, "step", "Ben"),
            (next.GetProperty("at").GetDateTime(), next.GetProperty("step").GetInt32(), next.GetProperty("reason").GetString(),
                next.GetProperty("targets")[0].GetString()));
    }

    [Fact]
    public async Task An_incident_links_to_a_runbook_that_one_of_its_alerts_has_whatever_the_others_carry()
    {
        const string runbook = "https://github.com/basecamp-platform/basecamp/blob/main/docs/runbooks/app-down.md";
        var ingest = await rig.CreateKey("alertmanager", Scopes.Ingest, "web");
        using var sender = rig.Client(ingest);
        object Firing(string name, string link) => new
        {
            status = "firing",
            fingerprint = name,
            labels = new Dictionary<string, string> { ["alertname"] = name, ["severity"] = "critical" },
            annotations = new Dictionary<string, string> { ["summary"] = name, ["runbook_url"] = link },
        };
        // A path and a script sort before and after https.
        using var answer = await sender.PostAsJsonAsync("/api/v1/alertmanager", Alerts.Payload("g",
            [Firing("a", "docs/runbooks/app-down.md"), Firing("b", runbook), Firing("c", "javascript:alert(1)")]));
        answer.EnsureSuccessStatusCode();
        var item = (await Get("/api/v1/incidents")).GetProperty("items")[0];
        Assert.Equal(runbook, item.GetProperty("links").GetProperty("runbook").GetString());
        var page = await client.GetStringAsync($"/incidents/{item.GetProperty("id").GetInt64()}");
        Assert.Contains($"href=\"{runbook}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("resolved")]
    public async Task Pages_cover_everything_once_in_order_whatever_the_page_size(string status)
    {
        await Given.DueIncidents(rig, 57);
        await rig.Database.Execute("""
            update incidents set severity = 1 + id % 4, created_at = created_at - (id % 5) * interval '1 minute';
            update incidents set status = 'acknowledged', ack_by = 'x', ack_at = now(), next_escalation_at = null where id % 3 = 0
            """);
        if (status == "resolved")
            await rig.Database.Execute("""
                update incidents
                set status = 'resolved', next_escalation_at = null, resolve_reason = 'manual',
                    resolved_at = now() - (id % 7) * interval '1 hour'
                """);
        var expected = await rig.Database.Query<long>(status == "open"
            ? "select id from incidents order by status desc, severity desc, created_at, id"
            : "select id from incidents order by resolved_at desc, id desc");
        foreach (var size in (int[])[1, 7, 56, 57, 200])
        {
            var seen = new List<long>();
            string? cursor = null;
            do
            {
                var page = await Get($"/api/v1/incidents?status={status}&limit={size}" + (cursor is null ? "" : $"&cursor={cursor}"));
                seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetInt64()));
                cursor = page.GetProperty("next_cursor").GetString();
            }
            while (cursor is not null);
            Assert.Equal(expected, seen);
        }
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?status=all")]
    [InlineData("?cursor=x")]
    [InlineData("?cursor=dHJpZ2dlcmVkfDF8OTk5OTk5OTk5OTk5OTk5OTk5OXwx")]
    public async Task Refuses_what_it_does_not_know(string query)
    {
        using var answer = await client.GetAsync("/api/v1/incidents" + query);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode,
            answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task An_unchanged_list_is_304_and_a_changed_one_is_not()
    {
        await rig.Fire("g");
        using var first = await client.GetAsync("/api/v1/incidents");
        async Task<HttpStatusCode> Again()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/incidents");
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.NotModified, await Again());
        await rig.Tick();
        Assert.Equal(HttpStatusCode.OK, await Again());
    }

    [Fact]
    public async Task An_action_repeated_with_its_key_gives_the_first_answer_and_happens_once()
    {
        var id = await rig.Fire("g");
        await rig.Tick();
        async Task<(HttpStatusCode, string)> Reassign(string to, string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post,
                $"/api/v1/incidents/{id}/reassign")
            { Content = JsonContent.Create(new { to }) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await client.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        var first = await Reassign("ben", "key-1");
        Assert.Equal(HttpStatusCode.OK, first.Item1);
        Assert.Equal(first, await Reassign("ben", "key-1"));
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from events where kind = 'reassigned'"));
        Assert.Equal(HttpStatusCode.Conflict, (await Reassign("chloe", "key-1")).Item1);
        Assert.Equal(HttpStatusCode.OK, (await Reassign("chloe", "key-2")).Item1);
    }

    [Fact]
    public async Task If_match_with_an_older_version_is_412_and_with_this_one_works()
    {
        var id = await rig.Fire("g");
        using var one = await client.GetAsync($"/api/v1/incidents/{id}");
        async Task<HttpStatusCode> Ack(EntityTagHeaderValue tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/incidents/{id}/ack");
            request.Headers.IfMatch.Add(tag);
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.PreconditionFailed, await Ack(new("\"0\"")));
        Assert.Equal(HttpStatusCode.BadRequest, await Ack(new("\"abc\"")));
        Assert.Equal(HttpStatusCode.OK, await Ack(one.Headers.ETag!));
    }

    [Fact]
    public async Task Actions_answer_200_404_or_409_and_the_timeline_tells_who()
    {
        var id = await rig.Fire("g");
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/api/v1/incidents/4711/ack", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync($"/api/v1/incidents/{id}/snooze", new { seconds = 600 })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync($"/api/v1/incidents/{id}/escalate",
            new { as_of = "2026-06-01T12:00:00Z" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsJsonAsync($"/api/v1/incidents/{id}/escalate",
            new { as_of = "2026-06-01T11:00:00Z" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync($"/api/v1/incidents/{id}/notes", new { text = "hello" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"/api/v1/incidents/{id}/resolve", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsync($"/api/v1/incidents/{id}/ack", null)).StatusCode);
        var kinds = (await Get($"/api/v1/incidents/{id}/events")).GetProperty("items").EnumerateArray().Select(e =>
            e.GetProperty("kind").GetString());
        Assert.Equal(["resolved", "note", "escalated_now", "snoozed", "opened"], kinds);
    }

    [Fact]
    public async Task The_schedule_api_adds_and_removes_overrides()
    {
        var body = new { @in = "ben", @out = "anna", from = "2026-06-01T00:00:00Z", until = "2026-06-02T00:00:00Z" };
        using var created = await client.PostAsJsonAsync("/api/v1/schedules/primary/overrides", body);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsJsonAsync("/api/v1/schedules/primary/overrides", body)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsJsonAsync("/api/v1/schedules/other/overrides", body)).StatusCode);
        Assert.Equal("Ben", (await Get("/api/v1/schedules")).GetProperty("items")[0].GetProperty("on_call")[0].GetProperty(
            "name").GetString());
        Assert.Equal("Ben", (await Get("/api/v1/schedules/primary/shifts?days=1")).GetProperty("shifts")[0].GetProperty(
            "on_call")[0].GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(created.Headers.Location)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync(created.Headers.Location)).StatusCode);
        Assert.Equal("Anna", (await Get("/api/v1/schedules")).GetProperty("items")[0].GetProperty("on_call")[0].GetProperty(
            "name").GetString());
    }

    [Fact]
    public async Task Several_incidents_are_acted_on_at_once_each_for_itself()
    {
        await Given.DueIncidents(rig, 3);
        var ids = await rig.Database.Query<long>("select id from incidents order by id");
        await rig.Get<ActionRunner>().Resolve(ids[1], new Actor("responder", "Ben"), null, default);
        async Task<string[]> Bulk(string action, params long[] on)
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/incidents/bulk", new { action, ids = on, seconds = 600 });
            answer.EnsureSuccessStatusCode();
            return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray()
                .Select(i => i.GetProperty("outcome").GetString()!)];
        }
        Assert.Equal(["done", "conflict", "done", "not_found"], await Bulk("ack", ids[0], ids[1], ids[2], 4711));
        Assert.Equal(["unchanged", "done"], [.. await Bulk("ack", ids[0]), .. await Bulk("resolve", ids[0])]);
        Assert.Equal(["resolved", "resolved", "acknowledged"], await rig.Database.Query<string>("select status from incidents order by id"));
    }

    [Theory]
    [InlineData("""{"action": "delete", "ids": [1]}""")]
    [InlineData("""{"action": "ack", "ids": []}""")]
    [InlineData("""{"action": "ack"}""")]
    public async Task Refuses_to_act_on_several_incidents_without_saying_what_or_which(string body)
    {
        using var answer = await client.PostAsync("/api/v1/incidents/bulk", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_openapi_document_names_every_route_of_the_api()
    {
        var paths = (await Get("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(p => p.Name).ToList();
        Assert.Contains("/api/v1/incidents", paths);
        Assert.Contains("/api/v1/alertmanager", paths);
        Assert.Contains("/v2/enqueue", paths);
        Assert.All(paths.Where(p => p != "/v2/enqueue"), p => Assert.StartsWith("/api/v1/", p, StringComparison.Ordinal));
    }
}
