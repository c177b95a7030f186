using Basecamp.Triage.Access;
using Basecamp.Triage.Database;
using Basecamp.Triage.Heartbeats;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Incidents;

namespace Basecamp.Triage.Ingest;

/// <summary>Says on a route which kind of sender it is for, as metrics name it.</summary>
sealed record AlertSource(string Integration);

/// <summary>Where alerts come in.</summary>
static class IngestRoutes
{
    public static void MapIngest(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").RequireAuthorization(Scopes.Ingest).WithTags("Ingest");
        group.MapPost("/alertmanager", Alertmanager).WithMetadata(new AlertSource("alertmanager"))
            .WithSummary("Alertmanager webhook, version 4. ?dry_run=1 only shows the mapping.");
        group.MapPost("/events", Events).WithMetadata(new AlertSource("events"))
            .WithSummary("Generic event: trigger, acknowledge or resolve.");
        routes.MapPost("/v2/enqueue", (HttpContext context, EnqueueEndpoint endpoint) => endpoint.Handle(context))
            // The key is in the body.
            .RequireAuthorization(Scopes.Anyone).WithTags("Ingest").WithSummary("The same as PagerDuty's clients send it: routing_key in the body.");
        group.MapPost("/heartbeats/{name}", Heartbeat).WithMetadata(new AlertSource("heartbeats"))
            .WithSummary("A sign of life.");
    }

    static Task<IResult> Alertmanager(HttpContext context, IngestEndpoint endpoint, IngestPipeline pipeline, string? dry_run = null) =>
        endpoint.Handle(context, "alertmanager", async (key, body, ct) =>
        {
            var payload = AlertmanagerPayload.Parse(body);
            var groups = key.Grouping == "alert" ? PerAlert(payload) : [payload];
            if (dry_run == "1")
                return TypedResults.Ok(new { key = key.Name, service = key.Service, incidents = groups.Select(g => Mapping(key, g)) });
            var results = await pipeline.Take(key, groups, body, "alertmanager", ct);
            return TypedResults.Ok(new
            {
                results = results.Select(r => new { outcome = r.Outcome.ToString().ToLowerInvariant(), incident = r.IncidentId }),
            });
        });

    static Task<IResult> Events(HttpContext context, IngestEndpoint endpoint, EventIngest events) =>
        endpoint.Handle(context, "events", events.Take);

    static async Task<IResult> Heartbeat(HttpContext context, string name, Db db, CancellationToken ct)
    {
        var key = context.Features.Get<ApiKey>()!;
        try
        {
            var known = await db.InTransaction(c => c.Beat(key.ServiceId!.Value, name, Actor.Source(key.Name), ct), ct);
            return known ? TypedResults.NoContent() : Problems.NotFound(
                $"Service '{key.Service}' has no heartbeat '{name}'. Add it under heartbeats in the configuration.");
        }
        catch (Exception e) when (DbErrors.IsUnavailable(e))
        {
            return Problems.Unavailable(context, "The database cannot take the heartbeat now; send it again.");
        }
    }

    static List<AlertGroup> PerAlert(AlertGroup payload) =>
        [.. payload.Alerts.Select(a => new AlertGroup("alert:" + a.Fingerprint, TitleOf(a, payload), [a], 0, Complete: false))];

    static string TitleOf(Alert alert, AlertGroup payload) =>
        (alert.Labels.GetValueOrDefault("alertname"), alert.Annotations.GetValueOrDefault("summary")) switch
        {
            ({ } name, { } summary) => CleanText.Clean($"{name}: {summary}", Limits.TitleChars),
            ({ } name, null) => name,
            (null, { } summary) => summary,
            _ => payload.Title,
        };

    static object Mapping(IngestKey key, AlertGroup group) => new
    {
        dedup_key = GroupIngest.DedupKey(key.Id, group.Identity),
        title = group.Title,
        severity = group.Severity.Word(),
        urgency = group.Severity.Urgency(key.ServiceUrgency),
        alerts = group.Alerts.Select(a => new
        {
            fingerprint = a.Fingerprint,
            firing = a.Firing,
            severity = a.Severity.Word(),
            labels = a.Labels,
        }),
        hidden = group.Hidden,
    };
}
