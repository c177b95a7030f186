using Basecamp.Triage.Database;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.OnCall;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Web;

/// <summary>One incident: links out first, then what is known, the steps, the timeline.</summary>
static class IncidentPage
{
    const int MostEvents = 200;
    const int MostAlerts = 50;

    sealed record AlertRow
    {
        public string Fingerprint { get; init; } = "";
        public string Status { get; init; } = "";
        public short Severity { get; init; }
        public DateTime? StartsAt { get; init; }
        public string Labels { get; init; } = "{}";
        public string Annotations { get; init; } = "{}";
        public string? GeneratorUrl { get; init; }
    }

    public static async Task<IResult> Get(long id, HttpContext context, Db db, OnCallBookLoader books)
    {
        var ct = context.RequestAborted;
        return await db.Read(async connection =>
        {
            var book = await books.Load(connection, ct);
            var now = await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("select now()", cancellationToken: ct));
            var viewer = Viewer.Of(context, book, now);
            if (await connection.FindIncident(id, ct) is not { } row)
                return TypedResults.Text(Layout.Page("Not found", viewer, "", Html.Of($"<h1>There is no incident {id}.</h1>")).ToString(),
                    "text/html; charset=utf-8", statusCode: 404);
            var alerts = await ReadAlerts(connection, id, ct);
            var timeline = await connection.ReadTimeline(id, MostEvents, null, ct);
            var page = Layout.Page($"#{id} {row.Title}", viewer, "", Content(row, alerts, timeline, book, viewer));
            return (IResult)TypedResults.Text(page.ToString(), "text/html; charset=utf-8");
        }, ct);
    }

    static async Task<List<AlertRow>> ReadAlerts(NpgsqlConnection db, long id, CancellationToken ct) =>
        [.. await db.QueryAsync<AlertRow>(new CommandDefinition("""
            select fingerprint, status, severity, starts_at, labels::text as labels, annotations::text as annotations, generator_url
            from incident_alerts where incident_id = @id order by status, severity desc, fingerprint limit @MostAlerts
            """, new { id, MostAlerts }, cancellationToken: ct))];

    static Html Content(IncidentRow row, List<AlertRow> alerts, List<TimelineEvent> timeline, OnCallBook book, Viewer viewer) => Html.Of($"""
        <article class="incident {row.Status} s{row.Severity}">
        <h1><bdi>{row.Title}</bdi></h1>
        <p class="facts">{IncidentCards.SeverityBadge(row.Severity)} <span class="state">{row.Status}</span> <span>#{row.Id}</span> <span>{row.Service}</span> {IncidentCards.Marks(row)} <span>opened {viewer.Ago(row.CreatedAt)}</span></p>
        {Links(row, alerts)}
        <dl>
          {Html.If(row.Status != "resolved", () => Html.Of($"""<div><dt>Paged</dt><dd>{IncidentCards.Paged(row, viewer)}</dd></div>"""))}
          <div><dt>Next</dt><dd>{IncidentCards.Next(row, book, viewer)}</dd></div>
          {Html.If(row.ResolvedAt is not null, () => Html.Of($"""<div><dt>Resolved</dt><dd>{viewer.Ago(row.ResolvedAt!.Value)} by {row.ResolvedBy}</dd></div>"""))}
          {Html.If(row.PreviousId is not null, () => Html.Of($"""<div><dt>Before</dt><dd><a href="/incidents/{row.PreviousId!.Value}">#{row.PreviousId.Value}</a></dd></div>"""))}
        </dl>
        {Html.If(viewer.CanRespond && row.Status != "resolved", () => IncidentActions.Render(row, book, viewer))}
        <h2>Alerts</h2>
        {alerts.Select(a => Alert(a, viewer))}
        {Html.If(row.AlertsTotal > alerts.Count, () => Html.Of($"<p>{row.AlertsTotal - alerts.Count} more are not shown.</p>"))}
        {Html.If(alerts.Count == 0, () => Html.Of($"<p>None.</p>"))}
        <h2>Steps of {row.Policy.Policy}{(row.PolicyChanged ? " (changed since this incident started)" : "")}</h2>
        <ol class="steps">{row.Policy.Steps.Select((s, i) => Step(s, i, row))}</ol>
        <h2>Timeline</h2>
        <ol class="timeline" reversed>{timeline.Select(e => Html.Of($"""<li>{viewer.At(NodaTime.Instant.FromDateTimeUtc(e.At))} <span>{TimelineWords.Of(e)}</span></li>"""))}</ol>
        </article>
        """);

    // Where to go is the first thing one needs; what the alert sent is only a link when it is a plain web address.
    static Html Links(IncidentRow row, List<AlertRow> alerts)
    {
        var links = alerts.SelectMany(a =>
            {
                var notes = Map(a.Annotations);
                return new (string Text, string? Url)[]
                {
                    ("Runbook", notes.GetValueOrDefault("runbook_url")), ("Dashboard", notes.GetValueOrDefault("dashboard_url")),
                    ("Source", a.GeneratorUrl),
                };
            })
            .Select(l => (l.Text, Url: SafeLink.Of(l.Url))).Where(l => l.Url is not null).DistinctBy(l => l.Text).ToList();
        return Html.If(links.Count > 0, () => Html.Of(
            $"""<p class="links">{links.Select(l => Html.Of($"""<a href="{l.Url}" rel="noopener noreferrer nofollow" target="_blank">{l.Text}</a> """))}</p>"""));
    }

    static Html Alert(AlertRow alert, Viewer viewer) => Html.Of($"""
        <details class="alert">
        <summary>{IncidentCards.SeverityBadge(alert.Severity)} {alert.Status} <bdi>{Map(alert.Labels).GetValueOrDefault("alertname", alert.Fingerprint)}</bdi> {(alert.StartsAt is { } at ? viewer.Ago(at) : Html.Empty)}</summary>
        <table><caption>Annotations</caption>{Map(alert.Annotations).Select(Row)}</table>
        <table><caption>Labels</caption>{Map(alert.Labels).Select(Row)}</table>
        </details>
        """);

    static Html Row(KeyValuePair<string, string> pair) =>
        Html.Of($"""<tr><th scope="row"><bdi>{pair.Key}</bdi></th><td><bdi>{pair.Value}</bdi></td></tr>""");

    static Html Step(PolicyStep step, int position, IncidentRow row)
    {
        var text = Html.Of($"{string.Join(", ", step.Targets.Select(t => t.Name))}, then wait {Words.Short(NodaTime.Duration.FromSeconds(step.DelaySeconds))}");
        return row.Status == "triggered" && position == row.NextStep ? Html.Of($"""<li class="now"><strong>next:</strong> {text}</li>""") : Html.Of($"<li>{text}</li>");
    }

    static Dictionary<string, string> Map(string json) => System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
}
