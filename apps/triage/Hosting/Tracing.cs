using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Basecamp.Triage.Hosting;

/// <summary>Traces over OTLP, only when somebody listens; the exporter reads the other OTEL_ variables itself.</summary>
static class Tracing
{
    public static void AddTracing(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 })
            return;
        services.AddSingleton(Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(r => r.AddService("triage"))
            .AddSource("Microsoft.AspNetCore", "Npgsql", "System.Net.Http")
            .SetSampler(new ParentBasedSampler(new WithoutIdlePolls()))
            .AddOtlpExporter()
            .Build()!);
    }

    /// <summary>
    /// Names a request's span after its route. The address itself may hold what somebody searched for, and would make a
    /// name of its own for every incident.
    /// </summary>
    public static void NameRequestSpans(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
            {
                var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
                span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
                span.SetTag("http.request.method", context.Request.Method);
                span.SetTag("http.route", route);
                span.SetTag("http.response.status_code", context.Response.StatusCode);
            }
        }
    });

    // The engine asks the database several times a second; a statement that belongs to no request says nothing.
    sealed class WithoutIdlePolls : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters parameters) => new(
            parameters.Kind == ActivityKind.Client && !parameters.Name.StartsWith("System.Net.Http", StringComparison.Ordinal)
                ? SamplingDecision.Drop
                : SamplingDecision.RecordAndSample);
    }
}
