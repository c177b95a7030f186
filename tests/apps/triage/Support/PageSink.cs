using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Basecamp.Triage.Tests.Support;

/// <summary>A page as its receiver saw it.</summary>
sealed record ReceivedPage(string To, string IdempotencyKey, long Incident, int Step, int Attempt, string Reason, string Title, DateTime At);

/// <summary>Plays the providers: takes every page, remembers it, answers as told.</summary>
sealed class PageSink : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<ReceivedPage> received = new();

    PageSink(WebApplication app) => this.app = app;

    /// <summary>Answers a page; default 200 at once.</summary>
    public Func<ReceivedPage, Task<int>> Answer { get; set; } = _ => Task.FromResult(200);

    public IReadOnlyList<ReceivedPage> Received => [.. received];

    public string Url { get; private set; } = "";

    /// <summary>Who was paged, in order.</summary>
    public IReadOnlyList<string> People => [.. received.Select(r => r.To)];

    public static async Task<PageSink> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var sink = new PageSink(builder.Build());
        sink.app.MapPost("/{to}", sink.Receive);
        sink.app.MapPost("/", sink.Receive);
        await sink.app.StartAsync();
        sink.Url = sink.app.Urls.Single();
        return sink;
    }

    public void Forget() => received.Clear();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task<IResult> Receive(HttpContext context, string? to = null)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var page = new ReceivedPage(to ?? "push", context.Request.Headers["Idempotency-Key"].ToString(), Number(body, "incident"),
            (int)Number(body, "step"), (int)Number(body, "attempt"),
            body.RootElement.TryGetProperty("reason", out var reason) ? reason.GetString()! : "",
            body.RootElement.TryGetProperty("title", out var title) ? title.GetString()! : "", DateTime.UtcNow);
        received.Enqueue(page);
        return Results.StatusCode(await Answer(page));
    }

    static long Number(JsonDocument body, string name) => body.RootElement.TryGetProperty(name, out var n) ? n.GetInt64() : 0;
}
