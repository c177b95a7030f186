using System.Globalization;
using Basecamp.Triage.Access;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.OnCall;
using Microsoft.AspNetCore.Antiforgery;

namespace Basecamp.Triage.Web;

/// <summary>The pages for people. Every one works without JavaScript: forms post and are sent back.</summary>
static class PageRoutes
{
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var read = routes.MapGroup("").RequireAuthorization(Scopes.Read).ExcludeFromDescription();
        read.MapGet("/", OpenPage.Get);
        read.MapGet("/incidents/{id:long}", IncidentPage.Get);
        read.MapGet("/on-call", OnCallPage.Get);
        read.MapGet("/history", HistoryPage.Get);
        read.MapGet("/settings", SettingsPage.Get);

        var act = routes.MapGroup("").RequireAuthorization(Scopes.Respond).ExcludeFromDescription().AddEndpointFilter<FormFilter>();
        act.MapPost("/incidents/{id:long}/ack", (long id, HttpContext c, ActionRunner r) =>
            Act(c, id, t => r.Acknowledge(id, c.User.Actor(), null, t)));
        act.MapPost("/incidents/{id:long}/resolve", (long id, HttpContext c, ActionRunner r) =>
            Act(c, id, t => r.Resolve(id, c.User.Actor(), null, t)));
        act.MapPost("/incidents/{id:long}/snooze", (long id, HttpContext c, ActionRunner r) =>
            Act(c, id, t => r.Snooze(id, c.User.Actor(), TimeSpan.FromSeconds(Number(c, "seconds")), null, t)));
        act.MapPost("/incidents/{id:long}/escalate", (long id, HttpContext c, ActionRunner r) =>
            Act(c, id, t => r.Escalate(id, c.User.Actor(), AsOf(c), null, t)));
        act.MapPost("/incidents/{id:long}/reassign", (long id, HttpContext c, ActionRunner r) =>
            Act(c, id, t => r.Reassign(id, c.User.Actor(), Field(c, "to"), null, t)));
        act.MapPost("/incidents/{id:long}/add", (long id, HttpContext c, ActionRunner r) =>
            Act(c, id, t => r.Add(id, c.User.Actor(), Field(c, "to"), null, t)));
        act.MapPost("/incidents/{id:long}/notes", (long id, HttpContext c, ActionRunner r) =>
            Act(c, id, t => r.Note(id, c.User.Actor(), Field(c, "text"), t)));
        act.MapPost("/on-call/overrides", OnCallPage.AddOverride);
        act.MapPost("/on-call/overrides/{id:long}/remove", OnCallPage.RemoveOverride);
        act.MapPost("/settings/methods/{id:long}/code", (long id, HttpContext c, MethodVerification v) =>
            Verify(c, t => v.SendCode(id, c.User.Actor(), t)));
        act.MapPost("/settings/methods/{id:long}/verify", (long id, HttpContext c, MethodVerification v) =>
            Verify(c, t => v.Verify(id, c.User.Actor(), Field(c, "code"), t)));
    }

    static async Task<IResult> Act(HttpContext context, long id, Func<CancellationToken, Task<TransitionResult>> act)
    {
        // An action once begun is finished even if the phone loses its network.
        var result = await act(CancellationToken.None);
        Flash.Put(context, result.Message);
        return Field(context, "from") == "list" ? Results.LocalRedirect("/") : Results.LocalRedirect($"/incidents/{id}");
    }

    static async Task<IResult> Verify(HttpContext context, Func<CancellationToken, Task<TransitionResult>> act)
    {
        Flash.Put(context, (await act(context.RequestAborted)).Message);
        return Results.LocalRedirect("/settings");
    }

    static string Field(HttpContext context, string name) => context.Request.Form[name].ToString();

    static int Number(HttpContext context, string name) =>
        int.TryParse(Field(context, name), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

    static DateTime? AsOf(HttpContext context) => DateTimeOffset.TryParse(
        Field(context, "as_of"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.UtcDateTime : null;
}

/// <summary>Every form needs the antiforgery token of its own session; without it the answer is 400 and nothing happens.</summary>
sealed class FormFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            await antiforgery.ValidateRequestAsync(context.HttpContext);
            // Read here, so that handlers may use the form without waiting.
            await context.HttpContext.Request.ReadFormAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception e) when (
            e is AntiforgeryValidationException or BadHttpRequestException or InvalidDataException or InvalidOperationException)
        {
            return Hosting.Problems.BadRequest("The form is not from this session. Go back, load the page again and repeat.");
        }
        return await next(context);
    }
}
