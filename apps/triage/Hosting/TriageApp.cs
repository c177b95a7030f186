using Basecamp.Triage.Access;
using Basecamp.Triage.Database;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Ingest;
using Basecamp.Triage.Metrics;
using Basecamp.Triage.OnCall;
using Basecamp.Triage.Settings;
using Basecamp.Triage.Web;
using Microsoft.AspNetCore.HttpOverrides;

namespace Basecamp.Triage.Hosting;

/// <summary>The service, put together.</summary>
static class TriageApp
{
    /// <param name="args">Command line settings, e.g. --Triage:Database=….</param>
    /// <param name="configure">Last changes to the builder, for tests.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        configure?.Invoke(builder);
        builder.AddTriage();
        var app = builder.Build();
        // Listens from the start: what is counted before the first scrape counts.
        app.Services.GetRequiredService<PrometheusText>();

        if (app.Services.GetRequiredService<TriageOptions>().BehindProxy)
            app.UseForwardedHeaders(new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
                KnownIPNetworks = { new(System.Net.IPAddress.Any, 0), new(System.Net.IPAddress.IPv6Any, 0) },
            });
        app.UseSecurityHeaders();
        // Also where no handler was reached, e.g. a key that could not be looked up: a sender repeats 503, not 500.
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = e => DbErrors.IsUnavailable(e)
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError,
        });
        // A refused key is told nothing at all.
        app.UseStatusCodePages(context => context.HttpContext.Response.StatusCode is 401 or 403
            ? Task.CompletedTask
            : Results.Problem(statusCode: context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
        app.UseAuthentication();
        app.UseAuthorization();

        app.MapOperations();
        app.MapIngest();
        app.MapIncidentApi();
        app.MapOverrides();
        app.MapSettings();
        app.MapSignIn();
        app.MapPages();
        app.MapAssets();
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Scopes.Anyone);
        return app;
    }
}
