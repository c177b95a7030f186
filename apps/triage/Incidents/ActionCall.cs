using System.Globalization;
using Basecamp.Triage.Access;
using Basecamp.Triage.Hosting;

namespace Basecamp.Triage.Incidents;

/// <summary>What every action of the API takes: the incident, who asks, If-Match, Idempotency-Key.</summary>
sealed record ActionCall(HttpContext Context, long Id, Actor Actor, int? Seen, bool BadIfMatch, Idempotency Idempotency)
{
    public static ValueTask<ActionCall> BindAsync(HttpContext context)
    {
        var match = context.Request.Headers.IfMatch.ToString().Trim('"');
        var parsed = int.TryParse(match, NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        return ValueTask.FromResult(new ActionCall(context, long.Parse((string)context.Request.RouteValues["id"]!, CultureInfo.InvariantCulture),
            context.User.Actor(), parsed ? version : null, match.Length > 0 && !parsed,
            context.RequestServices.GetRequiredService<Idempotency>()));
    }

    /// <param name="what">The action with its arguments.</param>
    /// <param name="act">Does it.</param>
    public async Task<IResult> Run(string what, Func<CancellationToken, Task<TransitionResult>> act)
    {
        if (BadIfMatch)
            return Problems.BadRequest($"If-Match is {Context.Request.Headers.IfMatch}; use the ETag of GET /api/v1/incidents/{Id}.");
        var ct = Context.RequestAborted;
        string? key = Context.Request.Headers.TryGetValue("Idempotency-Key", out var header) ? header.ToString() : null;
        var result = await Idempotency.Once(Actor.Name, key, $"{Id} {what}", () => act(ct), ct);
        return result.Outcome switch
        {
            TransitionOutcome.NotFound => Problems.NotFound(result.Message),
            TransitionOutcome.Stale => Problems.Of(412, "The incident has changed", result.Message),
            TransitionOutcome.Conflict => Problems.Conflict(result.Message),
            _ => TypedResults.Json(new
            {
                outcome = result.Outcome == TransitionOutcome.Done ? "done" : "unchanged", message = result.Message, version = result.Version,
            }, ApiJson.Options),
        };
    }
}
