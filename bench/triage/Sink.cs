using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Basecamp.Triage.Bench;

/// <summary>Plays the provider: takes every page over HTTP and counts it by its idempotency key.</summary>
sealed class Sink : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentDictionary<string, int> received = new();

    Sink(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    /// <summary>Different pages.</summary>
    public int Pages => received.Count;

    /// <summary>Pages that came again.</summary>
    public int Doubles => received.Values.Sum(c => c - 1);

    public void Forget() => received.Clear();

    public static async Task<Sink> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var sink = new Sink(builder.Build());
        sink.app.MapPost("/{who}", (HttpContext context) =>
        {
            sink.received.AddOrUpdate(context.Request.Headers["Idempotency-Key"].ToString(), 1, (_, n) => n + 1);
        });
        await sink.app.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
