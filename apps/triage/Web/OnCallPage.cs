using Basecamp.Triage.Access;
using Basecamp.Triage.Database;
using Basecamp.Triage.OnCall;
using Dapper;
using NodaTime;
using NodaTime.Text;

namespace Basecamp.Triage.Web;

/// <summary>Who is on call now, the next two weeks with their gaps, and a form to stand in for somebody.</summary>
static class OnCallPage
{
    static readonly Duration Horizon = Duration.FromDays(14);
    static readonly LocalDateTimePattern Field = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    sealed record OverrideRow
    {
        public long Id { get; init; }
        public long ScheduleId { get; init; }
        public string? InName { get; init; }
        public string? OutName { get; init; }
        public DateTime Starts { get; init; }
        public DateTime Ends { get; init; }
    }

    public static async Task<IResult> Get(HttpContext context, Db db, OnCallBookLoader books)
    {
        var ct = context.RequestAborted;
        return await db.Read(async connection =>
        {
            var book = await books.Load(connection, ct);
            var now = await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("select now()", cancellationToken: ct));
            var viewer = Viewer.Of(context, book, now);
            var overrides = (await connection.QueryAsync<OverrideRow>(new CommandDefinition("""
                select o.id, o.schedule_id, i.name as in_name, x.name as out_name, lower(o.during) as starts, upper(o.during) as ends
                from overrides o left join responders i on i.id = o.in_id left join responders x on x.id = o.out_id
                where upper(o.during) > now() order by lower(o.during)
                """, cancellationToken: ct))).ToLookup(o => o.ScheduleId);
            var content = Html.Of($"""
                <h1>On call</h1>
                {Html.If(book.Schedules.Count == 0, () => Html.Of($"<p>No schedule is configured.</p>"))}
                {book.Schedules.Values.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => Schedule(s, book, overrides[s.Id], viewer))}
                """);
            return (IResult)TypedResults.Text(Layout.Page("On call", viewer, "/on-call", content).ToString(), "text/html; charset=utf-8");
        }, ct);
    }

    public static async Task<IResult> AddOverride(HttpContext context, OverrideStore store, OnCallBookLoader books, CancellationToken ct)
    {
        var form = context.Request.Form;
        var book = await books.Load(ct);
        var schedule = book.Schedules.Values.FirstOrDefault(s => s.Name == form["schedule"]);
        var (from, until) = (Field.Parse(form["from"].ToString()), Field.Parse(form["until"].ToString()));
        if (schedule is null || !from.Success || !until.Success)
        {
            Flash.Put(context, "Not saved: give a schedule and both times, such as 2026-01-05T09:00.");
            return Results.LocalRedirect("/on-call");
        }
        var (_, error) = await store.Add(schedule.Name, new OverrideRequest(
            NullIfEmpty(form["in"]), NullIfEmpty(form["out"]), ZoneTime.ToInstant(from.Value, schedule.Zone).ToDateTimeOffset(),
            ZoneTime.ToInstant(until.Value, schedule.Zone).ToDateTimeOffset()), context.User.Actor().Name, ct);
        Flash.Put(context, error is null ? "Saved." : $"Not saved: {error}");
        return Results.LocalRedirect("/on-call");
    }

    public static async Task<IResult> RemoveOverride(long id, HttpContext context, OverrideStore store, CancellationToken ct)
    {
        Flash.Put(context, await store.Remove(id, ct) ? "Removed." : "It was removed already.");
        return Results.LocalRedirect("/on-call");
    }

    static Html Schedule(Schedule schedule, OnCallBook book, IEnumerable<OverrideRow> overrides, Viewer viewer)
    {
        var shifts = schedule.ShiftsBetween(viewer.Now, viewer.Now + Horizon, book.Disabled).ToList();
        var gap = Duration.FromSeconds(shifts.Where(s => s.IsGap).Sum(s => (s.End - s.Start).TotalSeconds));
        return Html.Of($"""
            <section aria-labelledby="s{schedule.Id}">
            <h2 id="s{schedule.Id}">{schedule.Name} <span class="dim">{schedule.Zone.Id}</span></h2>
            <p>Now: <strong>{Names(shifts[0], book)}</strong>{Html.If(shifts.Count > 1, () => Html.Of(
                $" until {viewer.At(shifts[0].End)}, then <strong>{Names(shifts[1], book)}</strong>"))}</p>
            {Html.If(gap > Duration.Zero, () => Html.Of(
                $"""<p class="banner bad">Nobody is on call for {Words.Short(gap)} of the next 14 days.</p>"""))}
            <details><summary>Next 14 days</summary><table class="wide"><caption>Shifts, times in {viewer.Zone.Id}</caption>
            <thead><tr><th scope="col">From</th><th scope="col">Until</th><th scope="col">On call</th></tr></thead>
            <tbody>{shifts.Select(s => Row(s, book, viewer))}</tbody></table></details>
            {Html.Join(overrides.Select(o => Override(o, viewer)))}
            {Html.If(viewer.CanRespond, () => Form(schedule, book, viewer))}
            </section>
            """);
    }

    static Html Row(Shift shift, OnCallBook book, Viewer viewer) => Html.Of($"""
        <tr{(shift.IsGap ? Html.Of($" class=\"gap\"") : Html.Empty)}>
        <td data-label="From">{viewer.At(shift.Start)}</td><td data-label="Until">{viewer.At(shift.End)}</td>
        <td data-label="On call">{Names(shift, book)}</td></tr>
        """);

    static string Names(Shift shift, OnCallBook book) => shift.IsGap ? "nobody" : string.Join(", ", shift.Responders.Select(book.NameOf));

    static Html Override(OverrideRow o, Viewer viewer) => Html.Of($"""
        <form method="post" action="/on-call/overrides/{o.Id}/remove" class="line">{Layout.Token(viewer)}
        <span>{Who(o)}, {viewer.At(Instant.FromDateTimeUtc(o.Starts))} to {viewer.At(Instant.FromDateTimeUtc(o.Ends))}</span>
        {Html.If(viewer.CanRespond, () => Html.Of($"""<button class="quiet">Remove</button>"""))}</form>
        """);

    static string Who(OverrideRow o) => (o.InName, o.OutName) switch
    {
        ({ } on, { } off) => $"{on} for {off}",
        ({ } on, null) => $"{on} as well",
        (_, var off) => $"without {off}",
    };

    static Html Form(Schedule schedule, OnCallBook book, Viewer viewer)
    {
        var id = schedule.Id;
        return Html.Of($"""
            <details><summary>Change for a while</summary>
            <form method="post" action="/on-call/overrides" class="stack">{Layout.Token(viewer)}
            <input type="hidden" name="schedule" value="{schedule.Name}">
            <label for="in{id}">On</label><select id="in{id}" name="in"><option value="">No one</option>{People(book)}</select>
            <label for="out{id}">Off</label><select id="out{id}" name="out"><option value="">nobody less</option>{People(book)}</select>
            <label for="from{id}">From ({schedule.Zone.Id})</label><input id="from{id}" name="from" type="datetime-local" required>
            <label for="until{id}">Until</label><input id="until{id}" name="until" type="datetime-local" required>
            <button class="main">Save</button></form></details>
            """);
    }

    static IEnumerable<Html> People(OnCallBook book) => book.Responders.Values
        .Where(r => !r.Disabled).OrderBy(r => r.Name, StringComparer.Ordinal)
        .Select(r => Html.Of($"""<option value="{r.Login}">{r.Name}</option>"""));

    static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
