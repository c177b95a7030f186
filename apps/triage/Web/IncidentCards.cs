using Basecamp.Triage.Incidents;
using Basecamp.Triage.OnCall;

namespace Basecamp.Triage.Web;

/// <summary>What lists and the detail page say about an incident in the same words.</summary>
static class IncidentCards
{
    public static Html Card(IncidentRow row, OnCallBook book, Viewer viewer) => Html.Of($"""
        <li class="card {row.Status} s{row.Severity}" id="incident-{row.Id}" data-id="{row.Id}">
          <p class="facts">{SeverityBadge(row.Severity)} <span class="state">{row.Status}</span> <span>{row.Service}</span> {Marks(row)} <span>{viewer.Ago(row.CreatedAt)}</span></p>
          <h2><a href="/incidents/{row.Id}" id="link-{row.Id}"><bdi>{row.Title}</bdi></a></h2>
          <dl>
            <div><dt>Paged</dt><dd>{Paged(row, viewer)}</dd></div>
            <div><dt>Next</dt><dd>{Next(row, book, viewer)}</dd></div>
          </dl>
          {Html.If(viewer.CanRespond && row.Status == "triggered", () => AckForm(row, viewer, "list"))}
        </li>
        """);

    public static Html AckForm(IncidentRow row, Viewer viewer, string from) => Html.Of($"""
        <form method="post" action="/incidents/{row.Id}/ack">{Layout.Token(viewer)}<input type="hidden" name="from" value="{from}">
        <button class="main" id="ack-{row.Id}" aria-label="Acknowledge incident {row.Id}">Acknowledge</button></form>
        """);

    public static Html SeverityBadge(short severity) => (Severity)severity switch
    {
        Severity.Critical => Html.Of($"""<span class="badge critical"><span aria-hidden="true">▲▲</span> critical</span>"""),
        Severity.Error => Html.Of($"""<span class="badge error"><span aria-hidden="true">▲</span> error</span>"""),
        Severity.Warning => Html.Of($"""<span class="badge warning"><span aria-hidden="true">◆</span> warning</span>"""),
        _ => Html.Of($"""<span class="badge info"><span aria-hidden="true">●</span> info</span>"""),
    };

    public static Html Marks(IncidentRow row) => Html.Of($"""
        <span>{Words.Count(row.AlertsFiring, "alert", "alerts")} firing{(row.HiddenAlerts > 0 ? $" + {row.HiddenAlerts} not sent" : "")}</span>
        {Html.If(row.Flaps > 0, () => Html.Of($"""<span class="mark">flapping ×{row.Flaps + 1}</span>"""))}
        {Html.If(row.StaleAt is not null, () => Html.Of($"""<span class="mark">stale: its source fell silent</span>"""))}
        {Html.If(row.Storm, () => Html.Of($"""<span class="mark">storm</span>"""))}
        """);

    /// <summary>Who is paged, by what, and how that went.</summary>
    public static Html Paged(IncidentRow row, Viewer viewer)
    {
        var pages = row.Paged();
        if (row.Status == "acknowledged")
            return Html.Of($"""<strong>{row.AckBy}</strong> acknowledged {viewer.Ago(row.AckAt!.Value)}""");
        if (pages.Count == 0)
            return Html.Of($"nobody yet");
        return Html.Join(pages.GroupBy(p => p.Who).Select(person => Html.Of(
            $"""<span class="person"><strong>{person.Key}</strong> {Html.Join(person.Select(p => One(p, viewer)))}</span> """)));
    }

    static Html One(PagedPerson page, Viewer viewer) => page.State switch
    {
        "sent" => Html.Of($"""<span>{page.Channel} sent {viewer.Ago(page.At.UtcDateTime)}</span> """),
        "failed" => Html.Of($"""<span class="bad">{page.Channel} failed</span> """),
        _ when NodaTime.Instant.FromDateTimeOffset(page.At) > viewer.Now => Html.Of($"""<span>{page.Channel} {viewer.In(page.At.UtcDateTime)}</span> """),
        _ => Html.Of($"""<span>{page.Channel} paging…</span> """),
    };

    /// <summary>The next escalation: who will be on call then, not now.</summary>
    public static Html Next(IncidentRow row, OnCallBook book, Viewer viewer)
    {
        var next = NextEscalation.Of(row, book);
        return next.Reason switch
        {
            "step" => Html.Of($"""<strong>{string.Join(", ", next.Targets)}</strong> {viewer.In(next.At!.Value)} <span class="dim">step {next.Step!.Value} of {next.Steps}</span>"""),
            "last_step_unanswered" => Html.Of($"""nobody after this: the policy ends {viewer.In(next.At!.Value)}"""),
            "nobody_reachable" => Html.Of($"""<span class="bad">nobody can be reached</span>, tried again {viewer.In(next.At!.Value)}"""),
            "acknowledged" => Html.Of($"""paging starts again {viewer.In(next.At!.Value)}"""),
            "acknowledged_for_ever" => Html.Of($"""none: acknowledged without a time limit"""),
            "exhausted" => Html.Of($"""<span class="bad">none: every step went unanswered</span>"""),
            "maintenance" => Html.Of($"""none until maintenance ends{(next.At is { } end ? Html.Of($" {viewer.In(end)}") : Html.Empty)}"""),
            "low_urgency" => Html.Of($"""none: low urgency, only listed"""),
            _ => Html.Of($"""none"""),
        };
    }
}
