using System.Diagnostics;
using System.Text.Json;
using Basecamp.Triage.Access;
using Basecamp.Triage.Database;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Metrics;

namespace Basecamp.Triage.Ingest;

/// <summary>
/// POST /v2/enqueue as PagerDuty's Events API has it, for tools that speak nothing else: the key is routing_key in the body,
/// and errors have that API's shape. Its clients repeat 5xx and give up on 4xx.
/// </summary>
sealed class EnqueueEndpoint(KeyStore keys, IngestGate gate, EventIngest events, TriageMetrics metrics, ILogger<EnqueueEndpoint> log)
{
    public async Task<IResult> Handle(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await Answer(context);
        metrics.WebhookAnswered("enqueue", result is IStatusCodeHttpResult { StatusCode: { } status } ? status : 200,
            Stopwatch.GetElapsedTime(started).TotalSeconds);
        return result;
    }

    async Task<IResult> Answer(HttpContext context)
    {
        var ct = context.RequestAborted;
        var (body, problem) = await BodyReader.Read(context.Request, ct);
        if (problem is not null)
            return problem;
        try
        {
            if (await keys.Find(RoutingKey(body), ct) is not { Scope: Scopes.Ingest } key)
                return Invalid("routing_key is unknown or disabled; use the token of an ingest key.");
            using var permit = await gate.Enter(key.Id, ct);
            if (permit is null)
                return Problems.Unavailable(context, "Too many requests of this key are waiting. Nothing was written; send it again.");
            return await events.Take(key.ToIngestKey(), body, ct);
        }
        catch (PayloadException e)
        {
            return Invalid(e.Message);
        }
        catch (Exception e) when (DbErrors.IsUnavailable(e))
        {
            metrics.DbError(DbErrors.Class(e));
            log.AlertsNotWritten("routing_key", e.Message);
            return Problems.Unavailable(context, "The database cannot take the event now. Nothing was written; send it again.");
        }
    }

    static string RoutingKey(ReadOnlyMemory<byte> body)
    {
        using var document = AlertmanagerPayload.ReadJson(body);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("routing_key", out var key) &&
            key.ValueKind == JsonValueKind.String && key.GetString() is { Length: > 0 and < 1024 } token
            ? token
            : throw new PayloadException("routing_key is missing; it is the token of an ingest key.");
    }

    static IResult Invalid(string error) => TypedResults.Json(
        new { status = "invalid event", message = "Event object is invalid", errors = (string[])[error] }, statusCode: 400);
}
