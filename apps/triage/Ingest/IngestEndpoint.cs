using System.Diagnostics;
using Basecamp.Triage.Access;
using Basecamp.Triage.Database;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Metrics;

namespace Basecamp.Triage.Ingest;

/// <summary>What all ways in share: room for the key, a bounded body, precise refusals, 503 whenever nothing was written.</summary>
sealed class IngestEndpoint(IngestGate gate, IngestPipeline pipeline, TriageMetrics metrics, ILogger<IngestEndpoint> log)
{
    /// <param name="context">The request.</param>
    /// <param name="integration">For metrics.</param>
    /// <param name="handle">Parses and takes the body; may throw <see cref="PayloadException"/>.</param>
    public async Task<IResult> Handle(
        HttpContext context, string integration, Func<IngestKey, ReadOnlyMemory<byte>, CancellationToken, Task<IResult>> handle)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await Answer(context, context.Features.Get<ApiKey>()!.ToIngestKey(), handle);
        var code = result is IStatusCodeHttpResult { StatusCode: { } status } ? status : 200;
        metrics.WebhookAnswered(integration, code, Stopwatch.GetElapsedTime(started).TotalSeconds);
        return result;
    }

    async Task<IResult> Answer(
        HttpContext context, IngestKey key, Func<IngestKey, ReadOnlyMemory<byte>, CancellationToken, Task<IResult>> handle)
    {
        var ct = context.RequestAborted;
        try
        {
            using var permit = await gate.Enter(key.Id, ct);
            if (permit is null)
                return Problems.Unavailable(context,
                    $"Too many requests of key '{key.Name}' are waiting. Nothing was written; send it again.");
            var (body, problem) = await BodyReader.Read(context.Request, ct);
            if (problem is not null)
            {
                if (problem.StatusCode == StatusCodes.Status413PayloadTooLarge)
                    await pipeline.Rejected(key, problem.ProblemDetails.Detail!, ct);
                return problem;
            }
            try
            {
                return await handle(key, body, ct);
            }
            catch (PayloadException e)
            {
                await pipeline.Rejected(key, e.Message, ct);
                return Problems.BadRequest(e.Message);
            }
        }
        catch (Exception e) when (DbErrors.IsUnavailable(e))
        {
            metrics.DbError(DbErrors.Class(e));
            log.AlertsNotWritten(key.Name, e.Message);
            return Problems.Unavailable(context, "The database cannot take the alerts now. Nothing was written; send it again.");
        }
    }
}
