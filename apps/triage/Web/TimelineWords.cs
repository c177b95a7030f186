using System.Text.Json;
using Basecamp.Triage.Incidents;

namespace Basecamp.Triage.Web;

/// <summary>The timeline in sentences.</summary>
static class TimelineWords
{
    public static string Of(TimelineEvent e)
    {
        var d = e.Detail;
        return e.Kind switch
        {
            EventKinds.Opened => $"Opened by {e.Actor}, {Text(d, "severity")}",
            EventKinds.AlertAdded => $"{Text(d, "count")} more firing",
            EventKinds.AlertResolved => $"{Text(d, "count")} resolved at the source" +
                (Number(d, "missing") > 0 ? $", {Number(d, "missing")} no longer reported" : ""),
            EventKinds.SeverityRaised => $"Severity raised from {Text(d, "from")} to {Text(d, "to")}",
            EventKinds.Step => $"Step {Text(d, "step")}, pass {Text(d, "pass")}: paging {List(d, "people")}",
            EventKinds.StepSkipped => $"Step {Text(d, "step")} skipped: nobody reachable in {List(d, "targets")}",
            EventKinds.NobodyReachable => "Nobody could be reached in this pass",
            EventKinds.Fallback => $"Fallback: paging {Text(d, "channel")}",
            EventKinds.Paged => $"{Text(d, "who")} paged by {Text(d, "channel")} ({Text(d, "method")})",
            EventKinds.PageFailed => $"Page to {Text(d, "who")} by {Text(d, "channel")} failed for good: {Text(d, "error")}",
            EventKinds.PageRetry => $"Page to {Text(d, "who")} by {Text(d, "channel")} failed, trying again: {Text(d, "error")}",
            EventKinds.PulledForward => "Nobody got this step: the next one comes now",
            EventKinds.Exhausted => "Every step went unanswered: paging has ended",
            EventKinds.Acknowledged => $"Acknowledged by {e.Actor}",
            EventKinds.Snoozed => $"Snoozed by {e.Actor} for {Number(d, "seconds") / 60} minutes",
            EventKinds.QuietEnded => "No word since the acknowledgement: paging again",
            EventKinds.EscalatedNow => $"Escalated by {e.Actor}",
            EventKinds.Reassigned => $"Reassigned to {Text(d, "to")} by {e.Actor}",
            EventKinds.ResponderAdded => $"{Text(d, "who")} added by {e.Actor}",
            EventKinds.Resolved => $"Resolved by {e.Actor}",
            EventKinds.MaintenanceStarted => "Maintenance: paging stopped",
            EventKinds.MaintenanceEnded => "Maintenance is over: paging again",
            EventKinds.Stale => "The source fell silent",
            EventKinds.Note => $"{e.Actor}: {Text(d, "text")}",
            _ => e.Kind,
        };
    }

    static string Text(JsonElement d, string name) => d.TryGetProperty(name, out var v) ? v.ToString() : "";

    static long Number(JsonElement d, string name) => d.TryGetProperty(name, out var v) && v.TryGetInt64(out var n) ? n : 0;

    static string List(JsonElement d, string name) =>
        d.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Array
            ? string.Join(", ", v.EnumerateArray().Select(x => x.ToString()))
            : "";
}
