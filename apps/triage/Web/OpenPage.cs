using Basecamp.Triage.Database;
using Basecamp.Triage.Engine;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.OnCall;
using NodaTime;

namespace Basecamp.Triage.Web;

/// <summary>The page one opens at three in the morning: what is open, who is paged, who is next.</summary>
static class OpenPage
{
    const int MostCards = 100;

    public static async Task<IResult> Get(
        HttpContext context, Db db, OnCallBookLoader books, EngineStatus engine, string? v = null, string? service = null,
        bool mine = false)
    {
        var ct = context.RequestAborted;
        var fragment = context.Request.Headers.ContainsKey("HX-Request");
        context.Response.Headers.Vary = "HX-Request";
        return await db.Read(async connection =>
        {
            var version = await connection.ReadListVersion(ct);
            if (fragment && v == version.Token)
                return TypedResults.NoContent();
            var book = await books.Load(connection, version.ConfigVersion, ct);
            var viewer = Viewer.Of(context, book, version.Now);
            var rows = await connection.ListOpen(service, mine ? viewer.ResponderId ?? -1 : null, null, MostCards + 1, ct);
            var query = Links.Query(("v", version.Token), ("service", service), ("mine", mine ? "true" : null));
            var live = Live(rows, book, viewer, version, engine, query, service, mine);
            return (IResult)TypedResults.Text(
                (fragment ? live : Layout.Page($"{rows.Count} open", viewer, "/", live)).ToString(), "text/html; charset=utf-8");
        }, ct);
    }

    static Html Live(List<IncidentRow> rows, OnCallBook book, Viewer viewer, ListVersion version, EngineStatus engine, string query,
        string? service, bool mine) => Html.Of($"""
        <section id="live" hx-get="/{query}" hx-trigger="every 5s" hx-swap="outerHTML">
        <h1 class="summary" aria-live="polite">{Summary(rows, book, viewer)}</h1>
        {Html.If(version.Hold, () => Html.Of(
            $"""<p class="banner bad">All paging is on hold. Look at what is open, then let it go on: triage hold off.</p>"""))}
        {Html.If(engine.Audit.OverdueSeconds > 60, () => Html.Of(
            $"""<p class="banner bad">Paging is {Words.Short(Duration.FromSeconds(engine.Audit.OverdueSeconds))} late.</p>"""))}
        {Html.If(version.DownUntil > version.Now.AddHours(-1), () => Outage(version, viewer))}
        <p class="filters">{Filter(mine, service)}</p>
        <button id="new-above" class="pill" type="button" hidden></button>
        {(rows.Count == 0
            ? Html.Of($"""<p class="empty">Nothing is open.</p>""")
            : Html.Of($"""<ul class="cards">{rows.Take(MostCards).Select(r => IncidentCards.Card(r, book, viewer))}</ul>"""))}
        {Html.If(rows.Count > MostCards, () => Html.Of($"""<p>Only the {MostCards} most urgent are shown.</p>"""))}
        </section>
        """);

    static Html Outage(ListVersion version, Viewer viewer)
    {
        var (from, until) = (Instant.FromDateTimeUtc(version.DownFrom!.Value), Instant.FromDateTimeUtc(version.DownUntil!.Value));
        return Html.Of(
            $"""<p class="banner">Nobody was paged from {viewer.At(from)} to {viewer.At(until)}: triage was down.</p>""");
    }

    static Html Filter(bool mine, string? service) => Html.Of($"""
        {(mine
            ? Html.Of($"""<a href="/">All</a> <strong>Mine</strong>""")
            : Html.Of($"""<strong>All</strong> <a href="/?mine=true">Mine</a>"""))}
        {Html.If(service is not null, () => Html.Of($"""<span>service {service}</span> <a href="/">all services</a>"""))}
        """);

    static string Summary(List<IncidentRow> rows, OnCallBook book, Viewer viewer)
    {
        var open = rows.Count > MostCards ? $"more than {MostCards} open" : rows.Count == 0 ? "None open" : $"{rows.Count} open";
        return viewer.ResponderId is { } me ? $"{open} · {Duty(me, book, viewer)}" : open;
    }

    // The sentence somebody half asleep needs.
    static string Duty(long me, OnCallBook book, Viewer viewer)
    {
        var on = book.Schedules.Values
            .Select(s => s.ShiftsBetween(viewer.Now, viewer.Now + Duration.FromDays(14), book.Disabled)
                .TakeWhile(shift => shift.Responders.Contains(me)).LastOrDefault())
            .OfType<Shift>().ToList();
        return on.Count == 0 ? "you are not on call" : $"you are on call until {viewer.Local(on.Max(s => s.End))} {viewer.Zone.Id}";
    }
}
