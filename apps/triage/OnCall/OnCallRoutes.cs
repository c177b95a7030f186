using Basecamp.Triage.Access;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Incidents;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Basecamp.Triage.OnCall;

/// <summary>Schedules as JSON: who is on call, when, and where the gaps are.</summary>
static class OnCallRoutes
{
    const int MostDays = 90;

    sealed record CodeRequest(string? Code);

    public static void MapOverrides(this IEndpointRouteBuilder routes)
    {
        var read = routes.MapGroup("/api/v1/schedules").RequireAuthorization(Scopes.Read).WithTags("On-call");
        read.MapGet("", List).WithSummary("Who is on call now.");
        read.MapGet("/{name}/calendar.ics", Calendar).WithSummary("The shifts as a calendar to subscribe to. ?days=90&login=");
        read.MapGet("/{name}/shifts", Shifts).WithSummary("Who is on call when; gaps are listed too. ?days=14");

        var write = routes.MapGroup("/api/v1").RequireAuthorization(Scopes.Respond).WithTags("On-call").AddEndpointFilter<ApiWriteFilter>();
        write.MapPost("/schedules/{name}/overrides", AddOverride).WithSummary("Add, take off or replace somebody for a while.");
        write.MapPost("/methods/{id:long}/code", SendCode).WithSummary("Send a code to one of your own contact methods.");
        write.MapPost("/methods/{id:long}/verify", Verify).WithSummary("Verify one of your own contact methods with its code.");
        write.MapDelete("/overrides/{id:long}", RemoveOverride).WithSummary("Remove an override.");
    }

    static async Task<IResult> List(OnCallBookLoader books, CancellationToken ct)
    {
        var (book, now) = await books.LoadNow(ct);
        return TypedResults.Ok(new
        {
            items = book.Schedules.Values.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => new
            {
                name = s.Name,
                time_zone = s.Zone.Id,
                on_call = book.OnCallAt(s.Id, now).Select(r => new { login = r.Login, name = r.Name }),
            }),
        });
    }

    static async Task<IResult> Shifts(string name, OnCallBookLoader books, CancellationToken ct, int days = 14)
    {
        if (days is < 1 or > MostDays)
            return Problems.BadRequest($"days is {days}; use 1-{MostDays}.");
        var (book, now) = await books.LoadNow(ct);
        if (book.Schedules.Values.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } schedule)
            return Problems.NotFound($"There is no schedule '{name}'.");
        return TypedResults.Ok(new
        {
            schedule = schedule.Name,
            time_zone = schedule.Zone.Id,
            shifts = schedule.ShiftsBetween(now, now + Duration.FromDays(days), book.Disabled).Select(s => new
            {
                start = s.Start.ToDateTimeUtc(),
                end = s.End.ToDateTimeUtc(),
                gap = s.IsGap,
                on_call = s.Responders.Select(book.NameOf),
            }),
        });
    }

    static async Task<IResult> Calendar(string name, OnCallBookLoader books, CancellationToken ct, int days = 90, string? login = null)
    {
        if (days is < 1 or > MostDays)
            return Problems.BadRequest($"days is {days}; use 1-{MostDays}.");
        var (book, now) = await books.LoadNow(ct);
        if (book.Schedules.Values.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } schedule)
            return Problems.NotFound($"There is no schedule '{name}'.");
        if (login is not null && book.Responders.Values.All(r => r.Login != login))
            return Problems.NotFound($"There is no responder '{login}'.");
        return TypedResults.Text(CalendarFeed.Of(schedule, book, now, now + Duration.FromDays(days), login), CalendarFeed.ContentType);
    }

    static async Task<IResult> SendCode(long id, HttpContext context, MethodVerification verification, CancellationToken ct) =>
        Answer(await verification.SendCode(id, context.User.Actor(), ct));

    static async Task<IResult> Verify(
        long id, [FromBody] CodeRequest request, HttpContext context, MethodVerification verification, CancellationToken ct) =>
        Answer(await verification.Verify(id, context.User.Actor(), request.Code ?? "", ct));

    static IResult Answer(TransitionResult result) => result.Outcome switch
    {
        TransitionOutcome.NotFound => Problems.NotFound(result.Message),
        TransitionOutcome.Conflict => Problems.Conflict(result.Message),
        _ => TypedResults.Ok(new { message = result.Message }),
    };

    static async Task<IResult> AddOverride(
        string name, [FromBody] OverrideRequest request, HttpContext context, OverrideStore store, CancellationToken ct)
    {
        var (id, error) = await store.Add(name, request, context.User.Actor().Name, ct);
        return error is null ? TypedResults.Created($"/api/v1/overrides/{id}", new { id }) : Problems.Conflict(error);
    }

    static async Task<IResult> RemoveOverride(long id, OverrideStore store, CancellationToken ct) =>
        await store.Remove(id, ct) ? TypedResults.NoContent() : Problems.NotFound($"There is no override {id}.");
}
