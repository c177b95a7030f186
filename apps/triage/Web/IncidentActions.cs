using Basecamp.Triage.Incidents;
using Basecamp.Triage.OnCall;
using NodaTime.Text;

namespace Basecamp.Triage.Web;

/// <summary>What one can do about an incident. What pages others or cannot be undone takes a second tap.</summary>
static class IncidentActions
{
    public static Html Render(IncidentRow row, OnCallBook book, Viewer viewer) => Html.Of($"""
        <section class="actions" aria-label="Actions">
        {Html.If(row.Status == "triggered", () => IncidentCards.AckForm(row, viewer, "incident"))}
        <details><summary>Snooze</summary>{Form(row, viewer, "snooze", Html.Of($"""
          <label for="seconds">For</label> <select id="seconds" name="seconds"><option value="1800">30 minutes</option>
          <option value="3600">1 hour</option><option value="14400">4 hours</option><option value="28800">8 hours</option>
          <option value="86400">24 hours</option></select>
          """), "Snooze")}</details>
        <details><summary>Escalate</summary>{Form(row, viewer, "escalate", AsOf(viewer), "Page the next step now")}</details>
        <details><summary>Reassign</summary>{Form(row, viewer, "reassign", Html.Of($"""
          <label for="to">To</label> <select id="to" name="to">{People(book)}</select>
          """), "Page this person")}</details>
        <details><summary>Add somebody</summary>{Form(row, viewer, "add", Html.Of($"""
          <label for="who">Who</label> <select id="who" name="to">{People(book)}</select>
          """), "Page this person as well")}</details>
        <details><summary>Resolve</summary>{Warning(row)}{Form(row, viewer, "resolve", Html.Empty, "Resolve for good")}</details>
        <details><summary>Note</summary>{Form(row, viewer, "notes", Html.Of($"""
          <label for="text">Text</label>
          <textarea id="text" name="text" maxlength="{ActionRunner.LongestNote}" rows="3" required></textarea>
          """), "Add note")}</details>
        </section>
        """);

    // Says what was seen: if it escalated meanwhile, a second escalation is refused.
    static Html AsOf(Viewer viewer) =>
        Html.Of($"""<input type="hidden" name="as_of" value="{InstantPattern.ExtendedIso.Format(viewer.Now)}">""");

    static IEnumerable<Html> People(OnCallBook book) => book.Responders.Values
        .Where(r => r.Reachable).OrderBy(r => r.Name, StringComparer.Ordinal)
        .Select(r => Html.Of($"""<option value="{r.Login}">{r.Name}</option>"""));

    static Html Warning(IncidentRow row) => Html.If(row.AlertsFiring > 0, () => Html.Of(
        $"""<p>Still firing at its source: it comes back at the next repeat. To keep it quiet, snooze it.</p>"""));

    static Html Form(IncidentRow row, Viewer viewer, string action, Html fields, string button) => Html.Of($"""
        <form method="post" action="/incidents/{row.Id}/{action}">{Layout.Token(viewer)}{fields}
        <button class="main">{button}</button></form>
        """);
}
