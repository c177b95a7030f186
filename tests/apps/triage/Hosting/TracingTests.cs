using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Basecamp.Triage.Tests.Faults;
using Basecamp.Triage.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace Basecamp.Triage.Tests.Hosting;

/// <summary>Traces leave over OTLP when somebody listens, and only then.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "postgresql")]
public sealed class TracingTests
{
    [Fact]
    public async Task With_an_endpoint_requests_and_statements_arrive_there_without_secrets()
    {
        var bodies = new ConcurrentQueue<(string Path, string? Type, byte[] Body)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        await using var collector = builder.Build();
        collector.MapPost("/{**path}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            bodies.Enqueue((context.Request.Path, context.Request.ContentType, body.ToArray()));
        });
        await collector.StartAsync();

        await using var rig = await Rig.Start();
        using var replica = await ReplicaProcess.Start(rig.Database, environment: new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        });
        using var client = new HttpClient { BaseAddress = new(replica.Url) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", rig.IngestToken);
        using var answer = await client.PostAsJsonAsync("/api/v1/alertmanager", Alerts.Payload("g", [Alerts.One("f1")]));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        // Protobuf keeps text as it is.
        static string Text(byte[] body) => System.Text.Encoding.UTF8.GetString(body);
        await Eventually.Holds(() => Task.FromResult(bodies.Any(b => Text(b.Body).Contains("POST /api/v1/alertmanager", StringComparison.Ordinal))), () =>
            $"the request among {bodies.Count} messages");
        Assert.All(bodies, b => Assert.Equal(("/v1/traces", "application/x-protobuf"), (b.Path, b.Type)));
        // Its statements hang below it; the engine's own polling stays out.
        await Eventually.Holds(() => Task.FromResult(bodies.Any(b => Text(b.Body).Contains("insert into incidents", StringComparison.Ordinal))), () =>
            $"the statements among {bodies.Count} messages");
        Assert.DoesNotContain(bodies, b => Text(b.Body).Contains("pages_one_per_step", StringComparison.Ordinal));
        Assert.DoesNotContain(bodies, b => Text(b.Body).Contains(rig.IngestToken, StringComparison.Ordinal));

        // A route names the span; what somebody searched for is nobody's business.
        client.DefaultRequestHeaders.Authorization = new("Bearer", await rig.CreateKey("reader", Basecamp.Triage.Access.Scopes.Read));
        using var search = await client.GetAsync("/api/v1/incidents?q=patient-4711");
        Assert.Equal(HttpStatusCode.OK, search.StatusCode);
        await Eventually.Holds(() => Task.FromResult(bodies.Any(b => Text(b.Body).Contains("GET /api/v1/incidents", StringComparison.Ordinal))), () =>
            $"the search among {bodies.Count} messages");
        Assert.DoesNotContain(bodies, b => Text(b.Body).Contains("patient-4711", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_even_collected()
    {
        await using var rig = await Rig.Start();
        Assert.Null(rig.Services.GetService<TracerProvider>());
        await using var listening = await Rig.Start(sharing: rig, settings: ["OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9"]);
        Assert.NotNull(listening.Services.GetService<TracerProvider>());
    }
}
