using System.Diagnostics;
using Npgsql;
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
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("triage"))
            .WithTracing(tracing => tracing
                // Spans are named after routes, and values of queries are left out: they may hold what somebody searched for.
                .AddAspNetCoreInstrumentation()
                .AddNpgsql()
                .AddSource("System.Net.Http")
                .SetSampler(new ParentBasedSampler(new WithoutIdlePolls()))
                .AddOtlpExporter());
    }

    // The engine asks the database several times a second; a statement that belongs to no request says nothing.
    sealed class WithoutIdlePolls : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters parameters) => new(
            parameters.Kind == ActivityKind.Client && !parameters.Name.StartsWith("System.Net.Http", StringComparison.Ordinal)
                ? SamplingDecision.Drop
                : SamplingDecision.RecordAndSample);
    }
}
