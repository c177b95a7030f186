using Basecamp.Triage.Access;
using Basecamp.Triage.Database;
using Basecamp.Triage.Metrics;
using Dapper;
using Microsoft.AspNetCore.HttpOverrides;

namespace Basecamp.Triage.Hosting;

/// <summary>What the platform asks: alive, ready, how much.</summary>
static class OperationsRoutes
{
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").RequireAuthorization(Scopes.Anyone).ExcludeFromDescription();
        // Without the database: an outage there must not restart every replica.
        open.MapGet("/livez", () => TypedResults.Text("ok"));
        open.MapGet("/readyz", Ready);
        open.MapGet("/metrics", Metrics);
    }

    // Prometheus comes straight to the pod. Whoever comes through the ingress is the rest of the world.
    static IResult Metrics(PrometheusText metrics, TriageOptions options, HttpRequest request) => options.BehindProxy && CameThroughProxy(request)
        ? TypedResults.NotFound()
        : TypedResults.Text(metrics.Render(), PrometheusText.ContentType);

    // The header moves once it was understood, and stays when it was not.
    static bool CameThroughProxy(HttpRequest request) =>
        request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName) || request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName);

    static async Task<IResult> Ready(Drain drain, Db db, CancellationToken ct)
    {
        if (drain.Draining)
            return TypedResults.Text("draining", statusCode: 503);
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
            timeout.CancelAfter(TimeSpan.FromSeconds(2));
            await db.Read(
                c => c.ExecuteScalarAsync<int>(new CommandDefinition("select 1", cancellationToken: timeout.Token)), timeout.Token);
            return TypedResults.Text("ok");
        }
        catch (Exception e) when (DbErrors.IsUnavailable(e) || e is OperationCanceledException)
        {
            return TypedResults.Text("database not available", statusCode: 503);
        }
    }
}
