using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Basecamp.Triage.Tests.Metrics;

/// <summary>Plays the outside watcher.</summary>
sealed class Watcher : IAsyncDisposable
{
    readonly WebApplication app;
    int pings;

    Watcher(WebApplication app) => this.app = app;

    public int Pings => pings;

    public string Url => app.Urls.Single();

    public static async Task<Watcher> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var watcher = new Watcher(builder.Build());
        watcher.app.MapGet("/ping", () => { Interlocked.Increment(ref watcher.pings); });
        await watcher.app.StartAsync();
        return watcher;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
