using Basecamp.Triage.Database;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.OnCall;
using Dapper;

namespace Basecamp.Triage.Web;

/// <summary>Resolved incidents, latest first, searched by title and service.</summary>
static class HistoryPage
{
    const int Rows = 50;

    public static async Task<IResult> Get(
        HttpContext context, Db db, OnCallBookLoader books, string? q = null, string? service = null, string? cursor = null)
    {
        var ct = context.RequestAborted;
        var search = string.IsNullOrWhiteSpace(q) ? null : q.Trim().Replace("\0", "", StringComparison.Ordinal);
        var of = string.IsNullOrWhiteSpace(service) ? null : service.Trim().Replace("\0", "", StringComparison.Ordinal);
        return await db.Read(async connection =>
        {
            var book = await books.Load(connection, ct);
            var now = await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("select now()", cancellationToken: ct));
            var viewer = Viewer.Of(context, book, now);
            var rows = await connection.ListResolved(of, search, cursor is null ? null : IncidentCursor.Parse(cursor), Rows + 1, ct);
            var next = rows.Count > Rows ? IncidentCursor.AfterResolved(rows[Rows - 1]).ToString() : null;
            return (IResult)TypedResults.Text(
                Layout.Page("History", viewer, "/history", Content(rows.Take(Rows), next, q, service, viewer)).ToString(), "text/html; charset=utf-8");
        }, ct);
    }

    static Html Content(IEnumerable<IncidentRow> rows, string? next, string? q, string? service, Viewer viewer) => Html.Of($"""
        <h1>History</h1>
        <form method="get" action="/history" class="search" role="search">
          <label for="q">Title contains</label><input id="q" name="q" value="{q}" maxlength="200">
          <label for="service">Service</label><input id="service" name="service" value="{service}" maxlength="100">
          <button class="main">Search</button>
        </form>
        <table class="wide"><caption>Resolved incidents</caption>
        <thead><tr><th scope="col">Number</th><th scope="col">Severity</th><th scope="col">Title</th><th scope="col">Service</th><th scope="col">Resolved</th><th scope="col">By</th></tr></thead>
        <tbody>{rows.Select(r => Html.Of($"""
            <tr><td data-label="Number"><a href="/incidents/{r.Id}">#{r.Id}</a></td><td data-label="Severity">{IncidentCards.SeverityBadge(r.Severity)}</td><td data-label="Title"><bdi>{r.Title}</bdi></td><td data-label="Service">{r.Service}</td><td data-label="Resolved">{viewer.Ago(r.ResolvedAt!.Value)}</td><td data-label="By">{r.ResolvedBy}</td></tr>
            """))}</tbody></table>
        {Html.If(next is not null, () => Html.Of($"""<p><a href="/history{Links.Query(("q", q), ("service", service), ("cursor", next))}">Older</a></p>"""))}
        """);
}
