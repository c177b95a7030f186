using System.Text.Json;
using Basecamp.Triage.Access;
using Basecamp.Triage.Database;
using Basecamp.Triage.Engine;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.OnCall;
using Microsoft.AspNetCore.Mvc;

namespace Basecamp.Triage.Incidents;

/// <summary>Incidents as JSON. Documented in docs/triage/api.md.</summary>
static class IncidentApi
{
    const int MostItems = 200;
    const int MostAtOnce = 100;

    sealed record SnoozeRequest(int Seconds);
    sealed record EscalateRequest(DateTimeOffset? AsOf);
    sealed record ReassignRequest(string? To);
    sealed record NoteRequest(string? Text);
    sealed record BulkRequest(string? Action, long[]? Ids, int Seconds);

    public static void MapIncidentApi(this IEndpointRouteBuilder routes)
    {
        var read = routes.MapGroup("/api/v1/incidents").RequireAuthorization(Scopes.Read).WithTags("Incidents");
        read.MapGet("", List).WithSummary("Open incidents, most urgent first, or with ?status=resolved the latest resolved ones.")
            .Produces<IncidentListJson>();
        read.MapGet("/{id:long}", One).WithSummary("One incident.").Produces<IncidentJson>();
        read.MapGet("/{id:long}/events", Events).WithSummary("The timeline of an incident, latest first.");

        var act = routes.MapGroup("/api/v1/incidents/{id:long}").RequireAuthorization(Scopes.Respond).WithTags("Actions")
            .AddEndpointFilter<ApiWriteFilter>();
        routes.MapPost("/api/v1/incidents/bulk", Bulk).RequireAuthorization(Scopes.Respond).WithTags("Actions")
            .AddEndpointFilter<ApiWriteFilter>().WithSummary("Acknowledge, resolve or snooze up to 100 incidents, each for itself.");
        act.MapPost("/ack", (ActionCall c, ActionRunner r) => c.Run("ack", t => r.Acknowledge(c.Id, c.Actor, c.Seen, t)))
            .WithSummary("Acknowledge: paging stops until the policy's timeout.");
        act.MapPost("/resolve", (ActionCall c, ActionRunner r) => c.Run("resolve", t => r.Resolve(c.Id, c.Actor, c.Seen, t)))
            .WithSummary("Resolve for good.");
        act.MapPost("/snooze", (ActionCall c, ActionRunner r, [FromBody] SnoozeRequest body) =>
            c.Run($"snooze {body.Seconds}", t => r.Snooze(c.Id, c.Actor, TimeSpan.FromSeconds(body.Seconds), c.Seen, t)))
            .WithSummary("Quiet for 60-86400 seconds.");
        act.MapPost("/escalate", (ActionCall c, ActionRunner r, [FromBody] EscalateRequest? body) =>
            c.Run("escalate", t => r.Escalate(c.Id, c.Actor, body?.AsOf?.UtcDateTime, c.Seen, t)))
            .WithSummary("Next step now, unless it escalated after as_of.");
        act.MapPost("/reassign", (ActionCall c, ActionRunner r, [FromBody] ReassignRequest body) =>
            c.Run($"reassign {body.To}", t => r.Reassign(c.Id, c.Actor, body.To ?? "", c.Seen, t)))
            .WithSummary("Page one person (login in 'to') first.");
        act.MapPost("/add", (ActionCall c, ActionRunner r, [FromBody] ReassignRequest body) =>
            c.Run($"add {body.To}", t => r.Add(c.Id, c.Actor, body.To ?? "", c.Seen, t)))
            .WithSummary("Page one more person (login in 'to'); the escalation goes on as it was.");
        act.MapPost("/notes", (ActionCall c, ActionRunner r, [FromBody] NoteRequest body) =>
            c.Run($"note {body.Text}", t => r.Note(c.Id, c.Actor, body.Text ?? "", t)))
            .WithSummary("Add a note to the timeline.");
    }

    static async Task<IResult> List(
        HttpContext context, Db db, OnCallBookLoader books, EngineStatus engine, TriageOptions options, ListCache cache,
        string? status = null, string? service = null, bool mine = false, int limit = 50, string? cursor = null, string? search = null)
    {
        var ct = context.RequestAborted;
        if (status is not (null or "open" or "resolved"))
            return Problems.BadRequest($"status is '{status}'; use open or resolved.");
        if (limit is < 1 or > MostItems)
            return Problems.BadRequest($"limit is {limit}; use 1-{MostItems}.");
        var after = cursor is null ? null : IncidentCursor.Parse(cursor);
        if (cursor is not null && after is null)
            return Problems.BadRequest("cursor is not one of ours; pass next_cursor of the page before, unchanged.");
        var who = mine ? context.User.Actor().ResponderId ?? -1 : (long?)null;

        return await db.Read(async connection =>
        {
            var version = await connection.ReadListVersion(ct);
            if (context.Request.Headers.IfNoneMatch == version.ETag)
                return TypedResults.StatusCode(StatusCodes.Status304NotModified);
            context.Response.Headers.ETag = version.ETag;
            var key = $"{who}{context.Request.QueryString}";
            if (context.Request.Headers.CacheControl != "no-cache" && cache.Find(key, version.Token) is { } kept)
                return (IResult)TypedResults.Bytes(kept, ListCache.ContentType);
            var open = status != "resolved";
            var rows = open
                ? await connection.ListOpen(service, who, after, limit + 1, ct)
                : await connection.ListResolved(service, search, after, limit + 1, ct);
            var book = await books.Load(connection, version.ConfigVersion, ct);
            var shown = rows.Take(limit).ToList();
            var next = rows.Count <= limit ? null
                : (open ? IncidentCursor.AfterOpen(shown[^1]) : IncidentCursor.AfterResolved(shown[^1])).ToString();
            var body = JsonSerializer.SerializeToUtf8Bytes(new IncidentListJson(version.Now, version.Token,
                new(engine.Audit.OverdueSeconds, version.Hold), [.. shown.Select(r => IncidentJson.Of(r, book, options))], next),
                IncidentJsonContext.Default.IncidentListJson);
            cache.Keep(key, version.Token, body);
            return TypedResults.Bytes(body, ListCache.ContentType);
        }, ct);
    }

    static async Task<IResult> Bulk([FromBody] BulkRequest body, HttpContext context, ActionRunner runner)
    {
        var by = context.User.Actor();
        Func<long, CancellationToken, Task<TransitionResult>>? act = body.Action switch
        {
            "ack" => (id, ct) => runner.Acknowledge(id, by, null, ct),
            "resolve" => (id, ct) => runner.Resolve(id, by, null, ct),
            "snooze" => (id, ct) => runner.Snooze(id, by, TimeSpan.FromSeconds(body.Seconds), null, ct),
            _ => null,
        };
        if (act is null)
            return Problems.BadRequest($"action is '{body.Action}'; use ack, resolve or snooze.");
        var ids = (body.Ids ?? []).Distinct().ToList();
        if (ids.Count is 0 or > MostAtOnce)
            return Problems.BadRequest($"ids has {ids.Count} different entries; use 1-{MostAtOnce}.");
        var items = new List<object>();
        foreach (var id in ids)
        {
            var result = await act(id, context.RequestAborted);
            items.Add(new { id, outcome = JsonNamingPolicy.SnakeCaseLower.ConvertName(result.Outcome.ToString()), message = result.Message });
        }
        return TypedResults.Json(new { items }, ApiJson.Options);
    }

    static async Task<IResult> One(long id, HttpContext context, Db db, OnCallBookLoader books, TriageOptions options)
    {
        var ct = context.RequestAborted;
        var row = await db.Read(c => c.FindIncident(id, ct), ct);
        if (row is null)
            return Problems.NotFound($"There is no incident {id}.");
        context.Response.Headers.ETag = $"\"{row.Version}\"";
        return TypedResults.Json(IncidentJson.Of(row, await books.Load(ct), options), IncidentJsonContext.Default.IncidentJson);
    }

    static async Task<IResult> Events(long id, Db db, CancellationToken ct, int limit = 100, long? before = null)
    {
        if (limit is < 1 or > 500)
            return Problems.BadRequest($"limit is {limit}; use 1-500.");
        var events = await db.Read(c => c.ReadTimeline(id, limit, before, ct), ct);
        return TypedResults.Json(new { items = events }, ApiJson.Options);
    }
}
